import * as vscode from "vscode";
import { answer, connectionOf, explained, recordAnswer, type ToolInput, type ToolWorld } from "./tool.ts";

export interface ListFilesInput extends ToolInput {
  readonly purpose?: string;
  /** Part of a file's name, in any case. */
  readonly name?: string;
  readonly limit?: number;
}

const defaultLimit = 50;
const greatestLimit = 200;

/** Lists files: free, and so unasked. */
export function listFilesTool(world: ToolWorld): vscode.LanguageModelTool<ListFilesInput> {
  return {
    prepareInvocation: () => ({ invocationMessage: vscode.l10n.t("Listing MiniMax files") }),
    invoke: async ({ input }) => {
      const connection = connectionOf(world, input);
      const all = await explained(connection, () => world.files.list(connection));
      const name = input.name?.toLowerCase() ?? "";
      const found = all.filter(
        ({ filename, purpose }) =>
          filename.toLowerCase().includes(name) && (input.purpose ?? purpose) === purpose,
      );
      const shown = found.slice(0, Math.min(input.limit ?? defaultLimit, greatestLimit));
      return answer({
        connection: connection.name,
        files: shown.map(recordAnswer),
        more: found.length - shown.length,
      });
    },
  };
}
