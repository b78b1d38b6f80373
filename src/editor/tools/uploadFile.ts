import { stat } from "node:fs/promises";
import { basename } from "node:path";
import * as vscode from "vscode";
import { displayText } from "../../shared/displayText.ts";
import { withSignal } from "../cancellation.ts";
import { answer, confirmation, connectionOf, explained, type ToolInput, type ToolWorld } from "./tool.ts";
import { insideWorkspace } from "./toolFolder.ts";

export interface UploadFileInput extends ToolInput {
  /** Relative to the workspace folder, or absolute inside it. */
  readonly path: string;
  readonly purpose: string;
}

/** Uploads one file of the workspace, on the user's word. */
export function uploadFileTool(world: ToolWorld): vscode.LanguageModelTool<UploadFileInput> {
  return {
    prepareInvocation: async ({ input }) => {
      const connection = connectionOf(world, input);
      const path = await insideWorkspace(input.path);
      const { size } = await stat(path);
      return {
        invocationMessage: vscode.l10n.t("Uploading {0}", displayText(basename(path))),
        confirmationMessages: confirmation(
          vscode.l10n.t("Upload {0} to {1}?", displayText(basename(path)), connection.name),
          [
            vscode.l10n.t("{0}, {1}, goes to {2}", path, world.formats.bytes(size), connection.origin),
            vscode.l10n.t("Purpose: {0}", displayText(input.purpose)),
          ],
        ),
      };
    },
    invoke: async ({ input }, token) => {
      const connection = connectionOf(world, input);
      if (!world.files.platforms.offers(connection, "upload")) {
        throw new Error(`${connection.name} does not offer uploads.`);
      }
      const path = await insideWorkspace(input.path);
      const file = { path, filename: basename(path), purpose: input.purpose };
      const id = await withSignal(token, (signal) =>
        explained(connection, () => world.files.upload(connection, file, signal)),
      );
      return answer({ file_id: id, filename: file.filename, purpose: file.purpose });
    },
  };
}
