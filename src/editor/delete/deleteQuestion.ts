import * as vscode from "vscode";
import { displayText } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import type { ChosenFile } from "../explorer/chosenFiles.ts";
import { rowName } from "../explorer/fileItem.ts";
import { purposeName } from "../purposeText.ts";

/** Names that the question lists before it counts. */
const listed = 10;

/** One question for all files: what will be gone, and that it cannot be undone. */
export async function askDelete(files: readonly ChosenFile[], formats: Formats): Promise<boolean> {
  const [first] = files;
  if (first === undefined) {
    return false;
  }
  const places = [...new Set(files.map(({ connection }) => connection.name))].join(", ");
  const question =
    files.length === 1
      ? vscode.l10n.t("Delete “{0}” from {1}?", rowName(first.entry), places)
      : vscode.l10n.t("Delete {0} files from {1}?", formats.count(files.length), places);
  const forGood = vscode.l10n.t("The platform deletes for good: this cannot be undone.");
  const remove = vscode.l10n.t("Delete");
  const answer = await vscode.window.showWarningMessage(
    question,
    { modal: true, detail: [...nameLines(files, formats), "", forGood].join("\n") },
    remove,
  );
  return answer === remove;
}

function nameLines(files: readonly ChosenFile[], formats: Formats): string[] {
  const lines = files
    .slice(0, listed)
    .map(({ entry }) =>
      [rowName(entry), displayText(purposeName(entry.record.purpose)), entry.id].join(" · "),
    );
  const more = files.length - lines.length;
  return more === 0 ? lines : [...lines, vscode.l10n.t("and {0} more", formats.count(more))];
}
