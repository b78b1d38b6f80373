import * as vscode from "vscode";
import type { FileGroup } from "../../catalog/explorerModel.ts";
import type { Totals } from "../../catalog/totals.ts";
import type { Formats } from "../../shared/format.ts";
import { purposeName } from "../purposeText.ts";

/** What a group is called. */
export function groupName({ groupBy, key }: Pick<FileGroup, "groupBy" | "key">): string {
  switch (groupBy) {
    case "purpose":
      return purposeName(key);
    case "type":
      return typeName(key);
    case "date":
      return dateName(key);
    case "none":
      return "";
  }
}

/** `12 files · 3.4 MB`; where sizes are unknown the sum is a lower bound, and says so. */
export function totalsText({ count, bytes, unknownSizes }: Totals, formats: Formats): string {
  const files = count === 1 ? vscode.l10n.t("1 file") : vscode.l10n.t("{0} files", formats.count(count));
  if (unknownSizes === count) {
    return files;
  }
  const size = formats.bytes(bytes);
  return unknownSizes === 0 ? `${files} · ${size}` : `${files} · ${vscode.l10n.t("at least {0}", size)}`;
}

function typeName(key: string): string {
  switch (key) {
    case "video":
      return vscode.l10n.t("Video");
    case "audio":
      return vscode.l10n.t("Audio");
    case "image":
      return vscode.l10n.t("Images");
    case "text":
      return vscode.l10n.t("Text");
    case "document":
      return vscode.l10n.t("Documents");
    case "archive":
      return vscode.l10n.t("Archives");
    default:
      return vscode.l10n.t("Other");
  }
}

function dateName(key: string): string {
  switch (key) {
    case "today":
      return vscode.l10n.t("Today");
    case "yesterday":
      return vscode.l10n.t("Yesterday");
    case "thisWeek":
      return vscode.l10n.t("This Week");
    case "thisMonth":
      return vscode.l10n.t("This Month");
    case "older":
      return vscode.l10n.t("Older");
    default:
      return vscode.l10n.t("Date Unknown");
  }
}
