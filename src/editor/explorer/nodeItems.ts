import * as vscode from "vscode";
import type { FileGroup } from "../../catalog/explorerModel.ts";
import type { MoreRows } from "../../catalog/paging.ts";
import type { GroupElement, MoreElement } from "../../catalog/treeElements.ts";
import { displayText } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import type { Connection } from "../connections/connection.ts";
import { commandIds } from "../ids.ts";
import { purposeMeaning } from "../purposeText.ts";
import { groupName, totalsText } from "./groupText.ts";
import type { ConnectionElement } from "./treeNodes.ts";

/** The row of a group, with its totals. */
export function groupItem(element: GroupElement, group: FileGroup, formats: Formats): vscode.TreeItem {
  const name = displayText(groupName(group));
  const totals = totalsText(group.totals, formats);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = element.id;
  item.description = totals;
  item.contextValue = `group ${group.groupBy}`;
  item.tooltip = group.groupBy === "purpose" ? (purposeMeaning(group.key) ?? displayText(group.key)) : name;
  item.accessibilityInformation = { label: `${name}, ${totals}` };
  return item;
}

/** The row that shows the next page. */
export function moreItem(element: MoreElement, more: MoreRows, formats: Formats): vscode.TreeItem {
  const item = new vscode.TreeItem(
    vscode.l10n.t("Load {0} More…", formats.count(more.next)),
    vscode.TreeItemCollapsibleState.None,
  );
  item.id = element.id;
  item.description = vscode.l10n.t("{0} of {1} shown", formats.count(more.shown), formats.count(more.total));
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.contextValue = "more";
  item.command = { command: commandIds.loadMore, title: vscode.l10n.t("Load More"), arguments: [element] };
  return item;
}

/** The row of a connection, where there are several. */
export function connectionItem(
  element: ConnectionElement,
  connection: Connection,
  isActive: boolean,
  description: string,
): vscode.TreeItem {
  const item = new vscode.TreeItem(
    connection.name,
    isActive ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = `connection/${element.connectionId}`;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(isActive ? "plug" : "debug-disconnect");
  item.contextValue = `connection ${connection.provider}`;
  const active = isActive ? vscode.l10n.t("active") : undefined;
  item.accessibilityInformation = {
    label: [connection.name, active, description].filter(Boolean).join(", "),
  };
  return item;
}
