import * as vscode from "vscode";
import { connectionIdOf } from "../connections/connectionCommands.ts";
import type { HandlersFor } from "../commands.ts";
import { commandIds } from "../ids.ts";
import { askFolder } from "../transfers/destination.ts";
import { downloadFiles, type DownloadContext } from "../transfers/downloadCommand.ts";
import type { DownloadWish } from "../transfers/planDownloads.ts";
import type { FilesTree } from "./filesTree.ts";
import type { FilesView } from "./filesView.ts";
import { isFile, type FilesNode, type OwnNodes } from "./treeNodes.ts";

interface ExplorerContext {
  readonly tree: FilesTree;
  readonly view: FilesView;
  readonly own: OwnNodes;
  readonly downloads: DownloadContext;
}

/** The commands of the files view's rows. */
export function explorerCommands({
  tree,
  view,
  own,
  downloads,
}: ExplorerContext): HandlersFor<"refresh" | "loadMore" | "download" | "downloadTo" | "copyId"> {
  const nodesOf = (args: readonly unknown[]): readonly FilesNode[] => own.ofCommand(args, view.selection);
  return {
    [commandIds.refresh]: (...args: unknown[]) => view.refresh(connectionIdOf(args[0])),
    [commandIds.loadMore]: (...args: unknown[]) => {
      for (const node of nodesOf(args)) {
        if (node.kind === "more") {
          tree.tree(node.connectionId)?.showMore(node);
        }
      }
    },
    [commandIds.download]: (...args: unknown[]) => downloadFiles(downloads, wishes(tree, nodesOf(args))),
    [commandIds.downloadTo]: (...args: unknown[]) =>
      downloadFiles({ ...downloads, chooseFolder: askFolder }, wishes(tree, nodesOf(args))),
    [commandIds.copyId]: (...args: unknown[]) =>
      vscode.env.clipboard.writeText(
        nodesOf(args)
          .filter(isFile)
          .map(({ fileId }) => fileId)
          .join("\n"),
      ),
  };
}

/** The files of the chosen rows; a group stands for all of its files, shown or not. */
function wishes(tree: FilesTree, nodes: readonly FilesNode[]): readonly DownloadWish[] {
  const found = new Map<string, DownloadWish>();
  for (const node of nodes) {
    const entries =
      node.kind === "group"
        ? (tree.tree(node.connectionId)?.group(node.id)?.entries ?? [])
        : node.kind === "file"
          ? [tree.entry(node)].filter((entry) => entry !== undefined)
          : [];
    for (const { id, record } of entries) {
      found.set(`${node.connectionId}/${id}`, { connectionId: node.connectionId, file: record });
    }
  }
  return [...found.values()];
}
