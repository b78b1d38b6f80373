import * as vscode from "vscode";
import { PlatformError } from "../../platform/platformError.ts";
import { KeyMissingError } from "../connections/keyMissingError.ts";
import { describeError } from "../errorText.ts";
import { commandIds } from "../ids.ts";
import type { ConnectionFiles } from "./connectionFiles.ts";
import type { StateElement } from "./treeNodes.ts";
import { connectionViewState } from "./viewState.ts";

/** The row that says why a connection shows no files, or none that are fresh, and what to do. */
export function stateItem(element: StateElement, files: ConnectionFiles): vscode.TreeItem {
  const { listingState, connection } = files;
  const item = new vscode.TreeItem("", vscode.TreeItemCollapsibleState.None);
  item.id = `state/${element.connectionId}`;
  item.contextValue = "state";
  if (listingState.kind === "failed") {
    const { message, remedy, actions } = describeError(listingState.error, connection);
    const retry = {
      command: commandIds.refresh,
      title: vscode.l10n.t("Try Again"),
      arguments: [connection.id],
    };
    // With a wrong key, or none, another try is of no use: what to do then is the error's first action.
    const [action = retry] = isKeyTrouble(listingState.error) ? actions : [];
    item.label = message;
    item.description = action.title;
    item.tooltip = `${message} ${remedy}`;
    item.iconPath = new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
    item.command = { ...action, arguments: [...action.arguments] };
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

function isKeyTrouble(error: unknown): boolean {
  return KeyMissingError.is(error) || PlatformError.is(error, "unauthorized");
}

function retrieveCommand(connectionId: string): vscode.Command {
  return {
    command: commandIds.retrieveById,
    title: vscode.l10n.t("Retrieve File by ID…"),
    arguments: [connectionId],
  };
}
