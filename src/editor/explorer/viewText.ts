import * as vscode from "vscode";
import type { ExplorerModel, ViewOptions } from "../../catalog/explorerModel.ts";
import { sameSort, type SortOrder } from "../../catalog/sorting.ts";
import { addTotals, noTotals, type QuotaGauge, type Totals } from "../../catalog/totals.ts";
import type { Formats } from "../../shared/format.ts";
import type { ConnectionFiles } from "./connectionFiles.ts";
import { totalsText } from "./groupText.ts";
import { defaultView } from "./viewOptionsStore.ts";

/** The line above the tree: what is not as usual about the view; "" where everything is. */
export function viewMessage(
  options: ViewOptions,
  filterText: string,
  totals: { readonly shown: Totals; readonly all: Totals },
  formats: Formats,
): string {
  const parts: string[] = [];
  if (options.filter.terms.length > 0) {
    const shown = formats.count(totals.shown.count);
    const all = formats.count(totals.all.count);
    parts.push(vscode.l10n.t("Filter: {0} ({1} of {2} files)", filterText, shown, all));
  }
  if (!sameSort(options.sort, defaultView.sort)) {
    parts.push(sortText(options.sort));
  }
  return parts.join(" · ");
}

/** Beside the view's title: whose files, and how many. */
export function viewDescription(connection: string | undefined, all: Totals, formats: Formats): string {
  return [connection, all.count === 0 ? undefined : totalsText(all, formats)]
    .filter((part) => part !== undefined)
    .join(" · ");
}

/** How many files came since the user last looked, on the view's icon. */
export function newFilesBadge(
  all: readonly Pick<ConnectionFiles, "catalog">[],
  formats: Formats,
): vscode.ViewBadge | undefined {
  const value = all
    .map(({ catalog }) => [...catalog.values()].filter(({ isNew }) => isNew).length)
    .reduce((sum, count) => sum + count, 0);
  return value === 0
    ? undefined
    : {
        value,
        tooltip:
          value === 1 ? vscode.l10n.t("1 new file") : vscode.l10n.t("{0} new files", formats.count(value)),
      };
}

/** The order of the rows in words. */
export function sortText({ by, direction }: SortOrder): string {
  const isAscending = direction === "ascending";
  switch (by) {
    case "name":
      return isAscending ? vscode.l10n.t("Sorted by name, A to Z") : vscode.l10n.t("Sorted by name, Z to A");
    case "size":
      return isAscending
        ? vscode.l10n.t("Sorted by size, smallest first")
        : vscode.l10n.t("Sorted by size, largest first");
    case "date":
      return isAscending
        ? vscode.l10n.t("Sorted by date, oldest first")
        : vscode.l10n.t("Sorted by date, newest first");
  }
}

/** Cells of the bar in which a gauge is drawn. */
const cells = 10;

/** How full the platform is, as a bar: `▰▰▰▱▱▱▱▱▱▱`. Something used shows a cell, and only the limit all of them. */
export function quotaBar({ usedBytes, fraction }: QuotaGauge): string {
  const whole = Math.min(cells, Math.floor(fraction * cells));
  const filled = usedBytes === 0 ? 0 : Math.max(1, whole);
  return "▰".repeat(filled) + "▱".repeat(cells - filled);
}

/** How full the platform is, such as `3.4 MB of 100 GB used (1%)`. */
export function quotaText(
  { usedBytes, limitBytes, fraction, unknownSizes }: QuotaGauge,
  formats: Formats,
): string {
  const used = formats.bytes(usedBytes);
  const limit = formats.bytes(limitBytes);
  const percent = formats.percent(fraction);
  return unknownSizes === 0
    ? vscode.l10n.t("{0} of {1} used ({2})", used, limit, percent)
    : vscode.l10n.t("at least {0} of {1} used ({2}); some sizes are unknown", used, limit, percent);
}

/** The totals of several connections together. */
export function totalsOfModels(models: readonly (ExplorerModel | undefined)[]): {
  readonly shown: Totals;
  readonly all: Totals;
} {
  const known = models.filter((model) => model !== undefined);
  return {
    shown: known.map(({ shown }) => shown).reduce(addTotals, noTotals),
    all: known.map(({ all }) => all).reduce(addTotals, noTotals),
  };
}
