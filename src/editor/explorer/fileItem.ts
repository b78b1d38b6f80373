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

/** All that a row says, in words: for a screen reader, and to see whether time has changed it. */
export function rowWords(entry: CatalogEntry, formats: Formats, now: number): string {
  const facts = entryFacts(entry).map((fact) => factText(fact, formats, now));
  return [rowName(entry), sizeText(entry, formats), ageText(entry, formats, now), ...facts]
    .filter((part) => part !== undefined)
    .join(", ");
}

function sizeText({ record: { size } }: CatalogEntry, formats: Formats): string {
  return size === undefined ? vscode.l10n.t("size unknown") : formats.bytes(size);
}

function ageText({ record: { createdAt } }: CatalogEntry, formats: Formats, now: number): string | undefined {
  return createdAt === undefined ? undefined : formats.age(createdAt * 1000, now);
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
  const item = new vscode.TreeItem(rowName(entry), vscode.TreeItemCollapsibleState.None);
  const size = record.size === undefined ? undefined : sizeText(entry, formats);
  item.id = element.id;
  item.description = [size, ageText(entry, formats, now)].filter((part) => part !== undefined).join(" · ");
  item.resourceUri = fileUri(element.connectionId, record);
  item.iconPath = vscode.ThemeIcon.File;
  item.contextValue = contextValue(entry, offers);
  item.command = {
    command: commandIds.open,
    title: vscode.l10n.t("Open"),
    arguments: [element, look],
  };
  item.accessibilityInformation = { label: rowWords(entry, formats, now) };
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
