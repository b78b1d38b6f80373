import * as vscode from "vscode";
import type { Lazy } from "../../shared/lazy.ts";
import type { App } from "../app.ts";
import { dragMimeTypes, dropMimeTypes } from "../explorer/mimeTypes.ts";
import type { FilesNode } from "../explorer/treeNodes.ts";
import { viewIds } from "../ids.ts";
import type { TaskNode } from "../tasks/tasksTree.ts";
import type { TransferNode } from "../transfers/transfersTree.ts";
import { LazyTree } from "./lazyTree.ts";

/** The views, in the order in which they stand. */
export interface Views {
  readonly files: vscode.TreeView<FilesNode>;
  readonly transfers: vscode.TreeView<TransferNode>;
  readonly tasks: vscode.TreeView<TaskNode>;
}

/** Creates the views, whose rows are loaded when one of them is first seen. */
export function createViews(app: Lazy<App>): Views {
  return {
    files: vscode.window.createTreeView(viewIds.files, {
      treeDataProvider: new LazyTree(async () => (await app.get()).rows.files),
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController: {
        dragMimeTypes,
        dropMimeTypes,
        handleDrag: async (...drag) => {
          const { dragAndDrop } = await app.get();
          await dragAndDrop.handleDrag(...drag);
        },
        handleDrop: async (...drop) => {
          const { dragAndDrop } = await app.get();
          await dragAndDrop.handleDrop(...drop);
        },
      },
    }),
    transfers: vscode.window.createTreeView(viewIds.transfers, {
      treeDataProvider: new LazyTree(async () => (await app.get()).rows.transfers),
      canSelectMany: true,
    }),
    tasks: vscode.window.createTreeView(viewIds.tasks, {
      treeDataProvider: new LazyTree(async () => (await app.get()).rows.tasks),
      canSelectMany: true,
    }),
  };
}
