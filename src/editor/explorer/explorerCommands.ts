import * as vscode from "vscode";
import type { HandlersFor } from "../commands.ts";
import { commandIds } from "../ids.ts";
import { askFolder } from "../transfers/destination.ts";
import { downloadFiles, type DownloadContext } from "../transfers/downloadCommand.ts";
import type { DownloadWish } from "../transfers/planDownloads.ts";
import type { ChosenFile, ChosenFiles } from "./chosenFiles.ts";
import type { FilesTree } from "./filesTree.ts";
import type { FilesView } from "./filesView.ts";

interface ExplorerContext {
  readonly tree: FilesTree;
  readonly view: FilesView;
  readonly chosen: ChosenFiles;
  readonly downloads: DownloadContext;
}

/** The commands of the files view's rows. */
export function explorerCommands({
  tree,
  view,
  chosen,
  downloads,
}: ExplorerContext): HandlersFor<
  "refresh" | "refreshConnection" | "loadMore" | "download" | "downloadTo" | "downloadHere"
> {
  return {
    // VS Code hands the focused row to commands of the view's title too, and they mean the whole view.
    [commandIds.refresh]: (...args: unknown[]) =>
      view.refresh(typeof args[0] === "string" ? args[0] : undefined),
    [commandIds.refreshConnection]: async (...args: unknown[]) => {
      const chosenRows = chosen.nodes(args).filter(({ kind }) => kind === "connection");
      await Promise.all(chosenRows.map(({ connectionId }) => view.refresh(connectionId)));
    },
    [commandIds.loadMore]: (...args: unknown[]) => {
      for (const node of chosen.nodes(args)) {
        if (node.kind === "more") {
          tree.tree(node.connectionId)?.showMore(node);
        }
      }
    },
    [commandIds.download]: async (...args: unknown[]) =>
      downloadFiles(downloads, wishesOf(await chosen.of(args))),
    [commandIds.downloadTo]: async (...args: unknown[]) =>
      downloadFiles({ ...downloads, chooseFolder: askFolder }, wishesOf(await chosen.of(args))),
    // VS Code's Explorer takes no rows of other trees: its folders have this in their menu instead.
    [commandIds.downloadHere]: async (folder: unknown) => {
      if (folder instanceof vscode.Uri) {
        const chooseFolder = (): Promise<vscode.Uri> => Promise.resolve(folder);
        await downloadFiles({ ...downloads, chooseFolder }, wishesOf(await chosen.of([])));
      }
    },
  };
}

/** What a download needs to know of rows. */
function wishesOf(files: readonly ChosenFile[]): readonly DownloadWish[] {
  return files.map(({ connection, entry }) => ({ connectionId: connection.id, file: entry.record }));
}
