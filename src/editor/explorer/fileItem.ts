import * as vscode from "vscode";
import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import { entryFacts } from "../../catalog/entryFacts.ts";
import type { FileElement } from "../../catalog/treeElements.ts";
import type { Operation } from "../../platform/provider.ts";
import { displayText } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import { fileUri } from "../fileUri.ts";
import { commandIds } from "../ids.ts";
import { isTar } from "../open/editorChoice.ts";
import { look } from "../open/look.ts";
import { factText } from "./factText.ts";

/** The name that a row shows; a task tells only an id. */
export function rowName({ id, record }: CatalogEntry): string {
  return record.filename === "" ? id : displayText(record.filename);
}

/** The row of a file: icon by its name, size and age beside it, its state as a decoration (`fileDecorations.ts`). */
export function fileItem(
  element: FileElement,
  entry: CatalogEntry,
  formats: Formats,
  now: number,
  offers: (operation: Operation) => boolean,
): vscode.TreeItem {
  const { record } = entry;
  const name = rowName(entry);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.None);
  const size = record.size === undefined ? vscode.l10n.t("size unknown") : formats.bytes(record.size);
  const age = record.createdAt === undefined ? undefined : formats.age(record.createdAt * 1000, now);
  const facts = entryFacts(entry).map((fact) => factText(fact, formats, now));
  item.id = element.id;
  item.description = [record.size === undefined ? undefined : size, age].filter(Boolean).join(" · ");
  item.resourceUri = fileUri(element.connectionId, record);
  item.iconPath = vscode.ThemeIcon.File;
  item.contextValue = contextValue(entry, offers);
  item.command = {
    command: commandIds.open,
    title: vscode.l10n.t("Open"),
    arguments: [element, look],
  };
  item.accessibilityInformation = { label: [name, size, age, ...facts].filter(Boolean).join(", ") };
  return item;
}

/** What menus go by, as words. */
function contextValue(
  { origin, missing, record }: CatalogEntry,
  offers: (operation: Operation) => boolean,
): string {
  const words = [
    "file",
    origin,
    missing ? "missing" : undefined,
    isTar(record.filename) ? "archive" : undefined,
    offers("delete") ? "canDelete" : undefined,
  ];
  return words.filter((word) => word !== undefined).join(" ");
}
