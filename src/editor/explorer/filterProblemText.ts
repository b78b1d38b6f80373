import * as vscode from "vscode";
import type { FilterProblem } from "../../catalog/filter/filter.ts";

/** What was not understood in a filter, and what to type instead. */
export function filterProblemText({ reason, text }: FilterProblem): string {
  switch (reason) {
    case "unknownKey":
      return vscode.l10n.t(
        "{0} is searched as it stands: the words before a colon are name, purpose, type, id, size, before and after.",
        text,
      );
    case "emptyValue":
      return vscode.l10n.t("{0} still needs a value.", text);
    case "badSize":
      return vscode.l10n.t("{0} is not a size: try >10mb, <=1.5gb or size:unknown.", text);
    case "badDate":
      return vscode.l10n.t("{0} is not a date: try after:2026-01-31 or before:today.", text);
    case "unknownType":
      return vscode.l10n.t(
        "{0} is not a type: try video, audio, image, text, document, archive, or an extension such as mp4.",
        text,
      );
    case "unclosedQuote":
      return vscode.l10n.t("A closing quote is missing.");
    case "tooLong":
      return vscode.l10n.t("The filter is too long: only its beginning is used.");
  }
}
