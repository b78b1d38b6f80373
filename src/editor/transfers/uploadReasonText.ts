import * as vscode from "vscode";
import type { Formats } from "../../shared/format.ts";
import type { UploadError } from "../../transfer/upload/uploadError.ts";
import type { ReasonText } from "./downloadReasonText.ts";
import { uploadProblemText } from "./uploadProblemText.ts";

/** Explains an upload that ended without a file on the platform, or without knowing. */
export function uploadReasonText(error: UploadError, formats: Formats): ReasonText {
  switch (error.reason) {
    case "refused":
      return {
        message: vscode.l10n.t(
          "The file was not sent: {0}.",
          error.problems.map((problem) => uploadProblemText(problem, formats)).join("; "),
        ),
        remedy: vscode.l10n.t("Change the file, or choose another purpose."),
      };
    case "changedWhileSent":
      return {
        message: vscode.l10n.t("The file was changed while it was being sent, so the upload was broken off."),
        remedy: vscode.l10n.t("Try again when nothing writes to it any more."),
      };
    case "unreadable":
      return {
        message: vscode.l10n.t("The file could not be read to its end."),
        remedy: vscode.l10n.t("Check the disk and the file, then try again."),
      };
    case "outcomeUnknown":
      return {
        message: vscode.l10n.t(
          "Everything was sent, but no answer came, and the list does not show the file.",
        ),
        remedy: vscode.l10n.t("It may appear in a while: refresh the list before you send it again."),
      };
    case "ambiguous":
      return {
        message: vscode.l10n.t(
          "Everything was sent, but no answer came, and several new files could be it: {0}.",
          error.ids.join(", "),
        ),
        remedy: vscode.l10n.t("Look at them before you send the file again, and delete what is there twice."),
      };
  }
}
