import * as vscode from "vscode";
import { displayText } from "../../shared/displayText.ts";
import { withSignal } from "../cancellation.ts";
import {
  answer,
  confirmation,
  connectionOf,
  costText,
  explained,
  fileIdOf,
  type ToolInput,
  type ToolWorld,
} from "./tool.ts";
import { insideWorkspace } from "./toolFolder.ts";

export interface DownloadFileInput extends ToolInput {
  readonly file_id: string;
  /** Relative to the workspace folder; its root if absent. */
  readonly folder?: string;
}

/** Downloads one file into the workspace, on the user's word: it names file, place and cost. */
export function downloadFileTool(world: ToolWorld): vscode.LanguageModelTool<DownloadFileInput> {
  return {
    prepareInvocation: async ({ input }) => {
      const connection = connectionOf(world, input);
      const id = fileIdOf(input.file_id);
      const folder = await insideWorkspace(input.folder ?? ".");
      const known = world.files.known(connection, id)?.record;
      const name =
        known === undefined || known.filename === "" ? id : `${displayText(known.filename)} (${id})`;
      const size = known?.size === undefined ? undefined : world.formats.bytes(known.size);
      return {
        invocationMessage: vscode.l10n.t("Downloading MiniMax file {0}", id),
        confirmationMessages: confirmation(vscode.l10n.t("Download {0} from {1}?", name, connection.name), [
          vscode.l10n.t("Into {0}", folder),
          size === undefined ? undefined : vscode.l10n.t("Size: {0}", size),
          world.files.hasLink(connection, id) ? undefined : costText(connection, world),
        ]),
      };
    },
    invoke: async ({ input }, token) => {
      const connection = connectionOf(world, input);
      const id = fileIdOf(input.file_id);
      const folder = await insideWorkspace(input.folder ?? ".");
      const { path, size } = await withSignal(token, (signal) =>
        explained(connection, () => world.files.download(connection, id, folder, signal)),
      );
      return answer({ file_id: id, path, bytes: size });
    },
  };
}
