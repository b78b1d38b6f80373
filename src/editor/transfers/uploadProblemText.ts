import * as vscode from "vscode";
import type { Formats } from "../../shared/format.ts";
import type { UploadProblem } from "../../transfer/upload/problem.ts";
import { purposeName } from "../purposeText.ts";

/** What the checks before an upload found, in a sentence that names the measured value and the limit. */
export function uploadProblemText(problem: UploadProblem, formats: Formats): string {
  switch (problem.kind) {
    case "unreadable":
      return vscode.l10n.t("it cannot be read ({0})", problem.code ?? "?");
    case "notAFile":
      return vscode.l10n.t("it is not a file");
    case "empty":
      return vscode.l10n.t("it is empty");
    case "notUploadable":
      return vscode.l10n.t("“{0}” files are made by the platform only", purposeName(problem.purpose));
    case "wrongFormat":
      return problem.extension === ""
        ? vscode.l10n.t("it has no extension; {0} are accepted", problem.allowed.join(", "))
        : vscode.l10n.t(".{0} is not accepted here, only {1}", problem.extension, problem.allowed.join(", "));
    case "tooLarge":
      return vscode.l10n.t(
        "{0} is more than the {1} allowed",
        formats.bytes(problem.size),
        formats.bytes(problem.limit),
      );
    case "tooManyCharacters":
      return vscode.l10n.t(
        "{0} characters are too many: fewer than {1} are accepted",
        formats.count(problem.characters),
        formats.count(problem.limit),
      );
    case "tooLong":
      return vscode.l10n.t(
        "{0} of audio is too long: {1} at most",
        seconds(problem.seconds),
        seconds(problem.limit),
      );
    case "tooShort":
      return vscode.l10n.t(
        "{0} of audio is too short: {1} at least",
        seconds(problem.seconds),
        seconds(problem.limit),
      );
    case "quotaExceeded":
      return vscode.l10n.t(
        "there is no room for {0}: {1} of {2} is used",
        formats.bytes(problem.size),
        formats.bytes(problem.used),
        formats.bytes(problem.limit),
      );
    case "notUtf8":
      return vscode.l10n.t("the text is not UTF-8: the platform may read something else");
    case "durationUnknown":
      return vscode.l10n.t("the length of the audio could not be determined");
    case "contentMismatch":
      return problem.content === undefined
        ? vscode.l10n.t("the content does not look like .{0}", problem.extension)
        : vscode.l10n.t("the content looks like {0}, not .{1}", problem.content, problem.extension);
    case "alreadyThere":
      return vscode.l10n.t(
        "the platform has a file of this name, size and purpose: {0}",
        problem.ids.join(", "),
      );
  }
}

function seconds(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return rounded === 1 ? vscode.l10n.t("1 second") : vscode.l10n.t("{0} seconds", rounded);
}
