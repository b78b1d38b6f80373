import * as vscode from "vscode";
import type { Connection } from "./connections/connection.ts";
import { commandIds } from "./ids.ts";

/** A button or link under an error. */
export interface ErrorAction {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

export function keyAction(connection: Connection): ErrorAction {
  return { title: vscode.l10n.t("Enter API Key…"), command: commandIds.enterKey, arguments: [connection.id] };
}

export function addAction(): ErrorAction {
  return { title: vscode.l10n.t("Add Connection…"), command: commandIds.addConnection, arguments: [] };
}

export function logAction(): ErrorAction {
  return { title: vscode.l10n.t("Show Log"), command: commandIds.showLog, arguments: [] };
}

export function diagnoseAction(connection: Connection): ErrorAction {
  return {
    title: vscode.l10n.t("Diagnose Connection"),
    command: commandIds.diagnoseConnection,
    arguments: [connection.id],
  };
}

export function networkSettingsAction(): ErrorAction {
  return {
    title: vscode.l10n.t("Network Settings"),
    command: "workbench.action.openSettings",
    arguments: ["http.proxy"],
  };
}
