import * as vscode from "vscode";
import type { EntryFact } from "../../catalog/entryFacts.ts";
import type { RememberedSource } from "../../catalog/rememberedFile.ts";
import type { Formats } from "../../shared/format.ts";

/** What a fact about a file says in words: in its tooltip, its decoration and to a screen reader. */
export function factText(fact: EntryFact, formats: Formats, now: number): string {
  switch (fact.kind) {
    case "missing":
      return vscode.l10n.t("No longer on the platform: the last listing did not show it");
    case "lifeOver":
      return vscode.l10n.t(
        "Past its 7 days: the platform has probably deleted it ({0})",
        formats.age(fact.at * 1000, now),
      );
    case "lifeEndingSoon":
      return vscode.l10n.t("The platform deletes it {0}", formats.age(fact.at * 1000, now));
    case "linkExpired":
      return vscode.l10n.t("Download link expired {0}", formats.age(fact.at * 1000, now));
    case "linkLive":
      return vscode.l10n.t("Download link expires {0}", formats.age(fact.until * 1000, now));
    case "linkLifetimeUnknown":
      return vscode.l10n.t("Download link of unknown lifetime");
    case "rememberedOnly":
      return rememberedText(fact.source);
    case "new":
      return vscode.l10n.t("New since you last looked");
  }
}

function rememberedText(source: RememberedSource): string {
  switch (source) {
    case "retrieve":
      return vscode.l10n.t("Remembered: you retrieved it by its ID");
    case "task":
      return vscode.l10n.t("Remembered: a task produced it");
    case "upload":
      return vscode.l10n.t("Remembered: you uploaded it");
    case "wish":
      return vscode.l10n.t("Remembered: as you wished");
  }
}
