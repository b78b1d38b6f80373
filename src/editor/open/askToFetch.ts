import * as vscode from "vscode";
import { displayText } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import type { NamedFile } from "../../transfer/cache/contentCache.ts";

/** What speaks against fetching a file unasked. */
export interface FetchDemand {
  /** Bytes, if it is large. */
  readonly size: number | undefined;
  /** US dollars, if it costs any. */
  readonly dollars: number | undefined;
}

/** Asks whether to fetch a file that is large or costs money. */
export async function askToFetch(
  { name }: NamedFile,
  { size, dollars }: FetchDemand,
  formats: Formats,
): Promise<boolean> {
  const fetch = vscode.l10n.t("Fetch");
  const price = dollars === undefined ? "" : formats.money(dollars * 1_000_000);
  const details = [
    size === undefined
      ? undefined
      : vscode.l10n.t("Its size is {0}. It is kept in the cache on this machine.", formats.bytes(size)),
    dollars === undefined
      ? undefined
      : vscode.l10n.t("A link to it has to be retrieved first, which costs {0}.", price),
  ];
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Fetch “{0}” to open it?", displayText(name)),
    { modal: true, detail: details.filter((line) => line !== undefined).join("\n") },
    fetch,
  );
  return chosen === fetch;
}
