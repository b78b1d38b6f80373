import * as vscode from "vscode";
import type { Operation } from "../../platform/provider.ts";
import type { Clock } from "../../shared/clock.ts";
import type { Formats } from "../../shared/format.ts";
import { connectionTooltip, type ConnectionFacts } from "../connections/connectionTooltip.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import type { ConnectionTree } from "./connectionTree.ts";
import { fileItem } from "./fileItem.ts";
import { fileTooltip } from "./fileTooltip.ts";
import { totalsText } from "./groupText.ts";
import { connectionItem, groupItem, moreItem } from "./nodeItems.ts";
import { stateItem } from "./stateItem.ts";
import type { FilesNode } from "./treeNodes.ts";

/** What rows are made from, beside what they show. */
export interface ItemContext {
  readonly store: ConnectionStore;
  readonly formats: Formats;
  readonly facts: ConnectionFacts;
  readonly clock: Clock;
}

/** What VS Code shows for a row; nothing for one whose file or group has gone in the meantime. */
export async function treeItem(
  node: FilesNode,
  tree: ConnectionTree,
  { store, formats, facts, clock }: ItemContext,
): Promise<vscode.TreeItem> {
  const gone = new vscode.TreeItem("");
  const { connection } = tree.files;
  switch (node.kind) {
    case "connection": {
      const totals =
        tree.model === undefined || tree.model.all.count === 0 ? "" : totalsText(tree.model.all, formats);
      return connectionItem(node, connection, store.active?.id === connection.id, totals);
    }
    case "state":
      return stateItem(node, tree.files);
    case "group": {
      const group = tree.group(node.id);
      return group === undefined ? gone : groupItem(node, group, formats);
    }
    case "file": {
      const entry = tree.entry(node.fileId);
      const offers = (operation: Operation): boolean => facts.capabilities.offers(connection, operation);
      return entry === undefined ? gone : fileItem(node, entry, formats, clock.now(), offers);
    }
    case "more": {
      const more = await tree.more(node);
      return more === undefined ? gone : moreItem(node, more, formats);
    }
  }
}

/** A row's tooltip, where it has more to tell than its item: made when it is looked at, since it costs most of all. */
export function treeTooltip(
  node: FilesNode,
  tree: ConnectionTree,
  { formats, facts, clock }: ItemContext,
): vscode.MarkdownString | undefined {
  if (node.kind === "connection") {
    return connectionTooltip(tree.files, tree.model, facts);
  }
  const entry = node.kind === "file" ? tree.entry(node.fileId) : undefined;
  return entry && fileTooltip(entry, formats, clock.now());
}
