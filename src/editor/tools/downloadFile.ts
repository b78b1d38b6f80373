import * as vscode from "vscode";
import { isObject, isOptional, isString } from "../../shared/guard.ts";
import {
  answer,
  AskedConnections,
  confirmation,
  costText,
  explained,
  fileIdOf,
  foreignText,
  tool,
  type ToolInput,
  type ToolWorld,
} from "./tool.ts";
import { insideWorkspace } from "./toolFolder.ts";

interface DownloadFileInput extends ToolInput {
  readonly file_id: string;
  /** Relative to the workspace folder; its root if absent. */
  readonly folder?: string | undefined;
}

const isDownloadFileInput = isObject<DownloadFileInput>({
  file_id: isString,
  folder: isOptional(isString),
  connection: isOptional(isString),
});

/** Downloads one file into the workspace, on the user's word: it names file, place and cost. */
export function downloadFileTool(world: ToolWorld): vscode.LanguageModelTool<DownloadFileInput> {
  const connections = new AskedConnections(world);
  return tool(isDownloadFileInput, {
    prepare: async (input) => {
      const connection = connections.ask(input);
      const id = fileIdOf(input.file_id);
      const folder = await insideWorkspace(input.folder ?? ".");
      const { filename = "", size } = world.files.known(connection, id)?.record ?? {};
      return {
        invocationMessage: vscode.l10n.t("Downloading MiniMax file {0}", id),
        confirmationMessages: confirmation(
          vscode.l10n.t("Download MiniMax file {0} from {1}?", id, connection.name),
          [
            filename === "" ? undefined : vscode.l10n.t("Name: {0}", foreignText(filename)),
            size === undefined ? undefined : vscode.l10n.t("Size: {0}", world.formats.bytes(size)),
            vscode.l10n.t("Into {0}", foreignText(folder)),
            costText(connection, world, { hasLink: world.files.hasLink(connection, id) }),
          ],
        ),
      };
    },
    run: async (input, signal) => {
      const connection = connections.answered(input);
      const id = fileIdOf(input.file_id);
      const folder = await insideWorkspace(input.folder ?? ".");
      const { path, size } = await explained(connection, () =>
        world.files.download(connection, id, folder, signal),
      );
      return answer({ file_id: id, path, bytes: size });
    },
  });
}
