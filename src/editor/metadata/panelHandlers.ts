import * as vscode from "vscode";
import { taskIdOf } from "../../catalog/tasks/taskId.ts";
import { providers } from "../../platform/providers.ts";
import { snippet } from "../../platform/snippets.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import type { ChosenFile } from "../explorer/chosenFiles.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import type { FileLibrary } from "../explorer/fileLibrary.ts";
import { commandIds } from "../ids.ts";
import { knownEntry } from "../knownEntry.ts";
import type { Retriever } from "../retrieve/retriever.ts";
import { downloadFiles, type DownloadContext } from "../transfers/downloadCommand.ts";
import type { PanelActionHandlers } from "./metadataPanels.ts";

interface HandlerParts {
  readonly store: ConnectionStore;
  readonly retriever: Retriever;
  readonly library: FileLibrary;
  readonly downloads: DownloadContext;
  readonly open: Handler;
  readonly openExternally: Handler;
  readonly retrieve: Handler;
  readonly verify: Handler;
  /** Asks, then deletes. */
  readonly remove: (file: ChosenFile) => unknown;
}

type Handler = (file: FileRef) => unknown;

/** What the panel's buttons do. */
export function panelHandlers({
  store,
  retriever,
  library,
  downloads,
  open,
  openExternally,
  retrieve,
  verify,
  remove,
}: HandlerParts): PanelActionHandlers {
  return {
    open,
    openExternally,
    retrieve,
    verify,
    download: async (file) => {
      const entry = await knownEntry(library, file);
      return entry && downloadFiles(downloads, [{ connectionId: file.connectionId, file: entry.record }]);
    },
    delete: async (file) => {
      const connection = store.find(file.connectionId);
      const entry = await knownEntry(library, file);
      return connection && entry && remove({ connection, entry });
    },
    watch: async (file) => {
      const entry = await library.entry(file);
      const taskId = entry && taskIdOf(entry.record);
      await vscode.commands.executeCommand(commandIds.watchTask, taskId, file.connectionId);
    },
    copyLink: async ({ connectionId, fileId }) => {
      const connection = store.find(connectionId);
      const link = connection && retriever.lastLive(connection, fileId)?.link;
      if (link === undefined) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t("There is no live link any more: refresh it first."),
        );
        return;
      }
      await vscode.env.clipboard.writeText(link.url.href);
    },
    copyCurl: async (file) => {
      const connection = store.find(file.connectionId);
      const entry = await knownEntry(library, file);
      if (connection !== undefined && entry !== undefined) {
        await vscode.env.clipboard.writeText(
          snippet("curl", {
            provider: providers[connection.provider],
            origin: connection.origin,
            id: entry.id,
            filename: entry.record.filename,
            ...(connection.keyVariable === undefined ? {} : { keyVariable: connection.keyVariable }),
          }),
        );
      }
    },
  };
}
