import * as vscode from "vscode";
import { isFiniteNumber, isObject, isOptional, isString } from "../../shared/guard.ts";
import {
  answer,
  connectionOf,
  explained,
  recordAnswer,
  tool,
  type ToolInput,
  type ToolWorld,
} from "./tool.ts";

interface ListFilesInput extends ToolInput {
  readonly purpose?: string | undefined;
  /** Part of a file's name, in any case. */
  readonly name?: string | undefined;
  readonly limit?: number | undefined;
}

const isListFilesInput = isObject<ListFilesInput>({
  purpose: isOptional(isString),
  name: isOptional(isString),
  limit: isOptional(isFiniteNumber),
  connection: isOptional(isString),
});

const defaultLimit = 50;
const greatestLimit = 200;

/** Lists files: free, and so unasked. */
export function listFilesTool(world: ToolWorld): vscode.LanguageModelTool<ListFilesInput> {
  return tool(isListFilesInput, {
    prepare: () => ({ invocationMessage: vscode.l10n.t("Listing MiniMax files") }),
    run: async (input, signal) => {
      const connection = connectionOf(world, input);
      const all = await explained(connection, () => world.files.list(connection, signal));
      const name = input.name?.toLowerCase() ?? "";
      const found = all.filter(
        ({ filename, purpose }) =>
          filename.toLowerCase().includes(name) && (input.purpose ?? purpose) === purpose,
      );
      const limit = Math.min(Math.max(1, Math.floor(input.limit ?? defaultLimit)), greatestLimit);
      const shown = found.slice(0, limit);
      return answer({
        connection: connection.name,
        files: shown.map(recordAnswer),
        more: found.length - shown.length,
      });
    },
  });
}
