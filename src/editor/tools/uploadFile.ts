import { stat } from "node:fs/promises";
import { basename } from "node:path";
import * as vscode from "vscode";
import { isObject, isOptional, isString } from "../../shared/guard.ts";
import {
  answer,
  AskedConnections,
  confirmation,
  explained,
  foreignText,
  tool,
  type ToolInput,
  type ToolWorld,
} from "./tool.ts";
import { insideWorkspace } from "./toolFolder.ts";

interface UploadFileInput extends ToolInput {
  /** Relative to the workspace folder, or absolute inside it. */
  readonly path: string;
  readonly purpose: string;
}

const isUploadFileInput = isObject<UploadFileInput>({
  path: isString,
  purpose: isString,
  connection: isOptional(isString),
});

/** Uploads one file of the workspace, on the user's word. */
export function uploadFileTool(world: ToolWorld): vscode.LanguageModelTool<UploadFileInput> {
  const connections = new AskedConnections(world);
  return tool(isUploadFileInput, {
    prepare: async (input) => {
      const connection = connections.ask(input);
      const path = await insideWorkspace(input.path);
      const { size } = await stat(path);
      return {
        invocationMessage: vscode.l10n.t("Uploading a file to {0}", connection.name),
        confirmationMessages: confirmation(vscode.l10n.t("Upload a file to {0}?", connection.name), [
          vscode.l10n.t(
            "{0}, {1}, goes to {2}",
            foreignText(path),
            world.formats.bytes(size),
            connection.origin,
          ),
          vscode.l10n.t("Purpose: {0}", foreignText(input.purpose)),
        ]),
      };
    },
    run: async (input, signal) => {
      const connection = connections.answered(input);
      if (!world.files.platforms.offers(connection, "upload")) {
        throw new Error(`${connection.name} does not offer uploads.`);
      }
      const path = await insideWorkspace(input.path);
      const file = { path, filename: basename(path), purpose: input.purpose };
      const id = await explained(connection, () => world.files.upload(connection, file, signal));
      return answer({ file_id: id, filename: file.filename, purpose: file.purpose });
    },
  });
}
