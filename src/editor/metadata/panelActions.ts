import * as vscode from "vscode";
import { taskIdOf } from "../../catalog/tasks/taskId.ts";
import type { FileRecord } from "../../platform/fileRecord.ts";
import type { Formats } from "../../shared/format.ts";
import type { PanelAction } from "../../shared/panelProtocol.ts";
import type { Connection } from "../connections/connection.ts";
import { retrievePrice } from "../usage/prices.ts";
import type { MetadataContext } from "./metadataContext.ts";

/** What can be done with a file, under its name. */
export function fileActions(
  file: FileRecord,
  hasLink: boolean,
  context: MetadataContext,
): readonly PanelAction[] {
  const { name } = context.connection;
  const bytes =
    !hasLink && !context.offers("content")
      ? vscode.l10n.t("There is no download link, and {0} offers no other way to the content.", name)
      : undefined;
  const deletion = context.offers("delete")
    ? undefined
    : vscode.l10n.t("{0} does not offer deleting files.", name);
  const all: readonly PanelAction[] = [
    { id: "download", label: vscode.l10n.t("Download"), primary: true, disabledReason: bytes },
    { id: "open", label: vscode.l10n.t("Open"), disabledReason: bytes },
    { id: "openExternally", label: vscode.l10n.t("Open Externally"), disabledReason: bytes },
    ...watchActions(file, context),
    { id: "delete", label: vscode.l10n.t("Delete…"), disabledReason: deletion },
  ];
  return all.filter(({ id }) => context.actions.has(id));
}

/** Purposes of files that a task has made. */
const madeByTasks = new Set(["video_generation", "t2a_async"]);

/** Following the task behind a file: at once where the answer names it, else its id is asked for. */
function watchActions(file: FileRecord, context: MetadataContext): readonly PanelAction[] {
  const isNamed = taskIdOf(file) !== undefined;
  if (!isNamed && !madeByTasks.has(file.purpose)) {
    return [];
  }
  const isOffered = context.offers("videoTask") || context.offers("speechTask");
  return [
    {
      id: "watch",
      label: isNamed ? vscode.l10n.t("Watch Task") : vscode.l10n.t("Watch Task…"),
      disabledReason: isOffered
        ? undefined
        : vscode.l10n.t("{0} does not offer task queries.", context.connection.name),
    },
  ];
}

/** What can be done with a link, and how to get a fresh one. */
export function linkActions(context: MetadataContext): readonly PanelAction[] {
  const all: readonly PanelAction[] = [
    { id: "copyLink", label: vscode.l10n.t("Copy Link") },
    { id: "copyCurl", label: vscode.l10n.t("Copy as cURL") },
    retrieveAction(vscode.l10n.t("Refresh Link"), context.connection, context.formats),
  ];
  return all.filter(({ id }) => context.actions.has(id));
}

/** What verifying can still find out: whether the link's host gives the file. */
export function checkActions(hasLink: boolean, context: MetadataContext): readonly PanelAction[] {
  return hasLink && context.actions.has("verify")
    ? [
        {
          id: "verify",
          label: vscode.l10n.t("Verify Link"),
          hint: vscode.l10n.t("asks its host for one byte"),
        },
      ]
    : [];
}

/** Where there is no link: the way to one. */
export function firstLinkActions(label: string, context: MetadataContext): readonly PanelAction[] {
  return context.actions.has("retrieve") ? [retrieveAction(label, context.connection, context.formats)] : [];
}

/** Asks the platform, and says what that costs: only a click may spend money. */
export function retrieveAction(label: string, connection: Connection, formats: Formats): PanelAction {
  const dollars = retrievePrice(connection);
  return {
    id: "retrieve",
    label,
    hint: dollars === 0 ? undefined : vscode.l10n.t("costs {0}", formats.money(dollars * 1_000_000)),
  };
}
