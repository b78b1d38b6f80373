import * as vscode from "vscode";
import { describeError } from "../errorText.ts";
import { commandIds } from "../ids.ts";
import type { ConnectionFiles } from "./connectionFiles.ts";
import type { StateElement } from "./treeNodes.ts";
import { connectionViewState, type FilesViewState } from "./viewState.ts";

/** What a state's row says: a short name that is never cut off, the rest beside it and in its tooltip. */
interface StateWords {
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  readonly icon: vscode.ThemeIcon;
  readonly command?: vscode.Command;
}

/** The row that says why a connection shows no files, or none that are fresh, and what to do. */
export function stateItem(element: StateElement, files: ConnectionFiles): vscode.TreeItem {
  const { label, description, tooltip, icon, command } = stateWords(files);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  item.id = `state/${element.connectionId}`;
  item.contextValue = "state";
  item.iconPath = icon;
  if (description !== undefined) {
    item.description = description;
  }
  if (tooltip !== undefined) {
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: `${label}: ${tooltip}` };
  }
  if (command !== undefined) {
    item.command = command;
  }
  return item;
}

function stateWords(files: ConnectionFiles): StateWords {
  const { listingState, connection } = files;
  const state = connectionViewState(files, 0);
  if (listingState.kind === "failed") {
    return failedWords(listingState.error, state, files);
  }
  const icon = new vscode.ThemeIcon("info");
  const invitation = {
    description: vscode.l10n.t("retrieve one by its ID…"),
    icon,
    command: {
      command: commandIds.retrieveById,
      title: vscode.l10n.t("Retrieve File by ID…"),
      arguments: [connection.id],
    },
  };
  switch (state) {
    case "noMatches":
      return {
        label: vscode.l10n.t("No file matches the filter"),
        icon,
        command: { command: commandIds.clearFilter, title: vscode.l10n.t("Clear Filter") },
      };
    case "cannotList":
      return {
        ...invitation,
        label: vscode.l10n.t("Cannot list files"),
        tooltip: vscode.l10n.t(
          "This provider cannot list files. They appear here once you retrieve them by ID, or when a task that you watch has made them.",
        ),
      };
    default:
      return {
        ...invitation,
        label: vscode.l10n.t("No files yet"),
        tooltip: vscode.l10n.t(
          "Generated files do not appear in the platform's list: retrieve them by their ID.",
        ),
      };
  }
}

function failedWords(error: unknown, state: FilesViewState, { connection }: ConnectionFiles): StateWords {
  const { message, remedy, actions } = describeError(error, connection);
  const retry = {
    command: commandIds.refresh,
    title: vscode.l10n.t("Try Again"),
    arguments: [connection.id],
  };
  const [action = retry] = retryIsFutile.has(state) ? actions : [];
  return {
    label: vscode.l10n.t("Listing failed"),
    description: message,
    tooltip: vscode.l10n.t("{0} {1} Click: {2}", message, remedy, action.title),
    icon: new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground")),
    command: { ...action, arguments: [...action.arguments] },
  };
}

/** Another try is of no use with a wrong key, or none, or a sandbox that is off: the error's first action is. */
const retryIsFutile: ReadonlySet<FilesViewState> = new Set(["keyMissing", "unauthorized", "sandboxStopped"]);
