import * as vscode from "vscode";
import { describeError } from "../errorText.ts";
import { commandIds } from "../ids.ts";
import type { ConnectionFiles } from "./connectionFiles.ts";
import type { StateElement } from "./treeNodes.ts";
import { connectionViewState } from "./viewState.ts";

/** The only row of a connection without files, where several connections share the view: why, and what to do. */
export function stateItem(element: StateElement, files: ConnectionFiles): vscode.TreeItem {
  const { listingState, connection } = files;
  const item = new vscode.TreeItem("", vscode.TreeItemCollapsibleState.None);
  item.id = `state/${element.connectionId}`;
  item.contextValue = "state";
  if (listingState.kind === "failed") {
    const { message, remedy, actions } = describeError(listingState.error, connection);
    const [action] = actions;
    item.label = message;
    item.tooltip = `${message} ${remedy}`;
    item.iconPath = new vscode.ThemeIcon("error");
    if (action !== undefined) {
      item.command = { command: action.command, title: action.title, arguments: [...action.arguments] };
    }
    return item;
  }
  item.iconPath = new vscode.ThemeIcon("info");
  switch (connectionViewState(files, 0)) {
    case "noMatches":
      item.label = vscode.l10n.t("No file matches the filter");
      break;
    case "cannotList":
      item.label = vscode.l10n.t("Cannot list files: retrieve one by its ID…");
      item.command = retrieveCommand(connection.id);
      break;
    default:
      item.label = vscode.l10n.t("No files yet: retrieve one by its ID…");
      item.command = retrieveCommand(connection.id);
  }
  return item;
}

function retrieveCommand(connectionId: string): vscode.Command {
  return {
    command: commandIds.retrieveById,
    title: vscode.l10n.t("Retrieve File by ID…"),
    arguments: [connectionId],
  };
}
