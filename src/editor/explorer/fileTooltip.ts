import * as vscode from "vscode";
import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import { entryFacts } from "../../catalog/entryFacts.ts";
import { displayText, unlinked } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import { purposeName } from "../purposeText.ts";
import { factText } from "./factText.ts";
import { rowName } from "./fileItem.ts";

/**
 * What is known of a file, without a call. A server's words enter as text, never as Markdown: no links, no images,
 * no icons, no commands.
 */
export function fileTooltip(entry: CatalogEntry, formats: Formats, now: number): vscode.MarkdownString {
  const { id, record } = entry;
  const tooltip = new vscode.MarkdownString();
  tooltip
    .appendMarkdown("**")
    .appendText(unlinked(rowName(entry)))
    .appendMarkdown("**\n\n");
  const line = (label: string, value: string): void => {
    tooltip.appendText(`${label}: ${unlinked(value)}`).appendMarkdown("  \n");
  };
  line(vscode.l10n.t("File ID"), id);
  line(
    vscode.l10n.t("Purpose"),
    `${displayText(purposeName(record.purpose))} (${displayText(record.purpose)})`,
  );
  line(
    vscode.l10n.t("Size"),
    record.size === undefined
      ? vscode.l10n.t("unknown: the platform does not tell it for generated files")
      : formats.bytes(record.size),
  );
  if (record.createdAt !== undefined) {
    const created = record.createdAt * 1000;
    line(vscode.l10n.t("Created"), `${formats.dateTime(created)} (${formats.age(created, now)})`);
  }
  for (const fact of entryFacts(entry)) {
    tooltip.appendText(factText(fact, formats, now)).appendMarkdown("  \n");
  }
  return tooltip;
}
