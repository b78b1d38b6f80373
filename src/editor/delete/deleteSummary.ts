import * as vscode from "vscode";
import type { Formats } from "../../shared/format.ts";
import { noticeText } from "../../shared/displayText.ts";
import { describeError } from "../errorText.ts";
import type { ChosenFile } from "../explorer/chosenFiles.ts";
import { rowName } from "../explorer/fileItem.ts";
import type { DeleteOutcome, FailedDelete } from "./deleteAll.ts";

/** Failures that the details list before they count. */
const listed = 20;

/** Says what could not be deleted and why, with a retry. Files that are gone need no words: their rows are gone too. */
export async function tellDeleted(
  { deleted, failed, left }: DeleteOutcome<ChosenFile>,
  formats: Formats,
  retry: () => Promise<void>,
): Promise<void> {
  const [first] = failed;
  if (first === undefined) {
    if (left.length > 0) {
      vscode.window.setStatusBarMessage(
        vscode.l10n.t("{0} deleted, {1} kept", formats.count(deleted.length), formats.count(left.length)),
        5000,
      );
    }
    return;
  }
  const again = failed.length === 1 ? vscode.l10n.t("Retry") : vscode.l10n.t("Retry Failed");
  const details = vscode.l10n.t("Show Details");
  const total = deleted.length + failed.length + left.length;
  const message =
    total === 1
      ? failureText(first)
      : vscode.l10n.t(
          "{0} of {1} files deleted. {2}",
          formats.count(deleted.length),
          formats.count(total),
          failureText(first),
        );
  const answer = await vscode.window.showErrorMessage(
    noticeText(message),
    again,
    ...(failed.length === 1 ? [] : [details]),
  );
  if (answer === again) {
    await retry();
  } else if (answer === details) {
    await showDetails(failed, formats, again, retry);
  }
}

async function showDetails(
  failed: readonly FailedDelete<ChosenFile>[],
  formats: Formats,
  again: string,
  retry: () => Promise<void>,
): Promise<void> {
  const lines = failed.slice(0, listed).map(failureText);
  const more = failed.length - lines.length;
  const answer = await vscode.window.showErrorMessage(
    vscode.l10n.t("{0} files could not be deleted", formats.count(failed.length)),
    {
      modal: true,
      detail: [...lines, ...(more > 0 ? [vscode.l10n.t("and {0} more", formats.count(more))] : [])].join(
        "\n\n",
      ),
    },
    again,
  );
  if (answer === again) {
    await retry();
  }
}

function failureText({ file: { entry, connection }, error }: FailedDelete<ChosenFile>): string {
  const { message, remedy } = describeError(error, connection);
  return `${rowName(entry)}: ${message} ${remedy}`;
}
