import { basename } from "node:path";
import * as vscode from "vscode";
import { displayText } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import type { Log } from "../../shared/log.ts";
import { checkUpload } from "../../transfer/upload/checkUpload.ts";
import { isObjection, type UploadProblem } from "../../transfer/upload/problem.ts";
import { withCancellableProgress } from "../progress.ts";
import { uploadProblemText } from "./uploadProblemText.ts";

/** A file that the user wants on the platform. */
export interface UploadWish {
  readonly path: string;
  readonly filename: string;
  readonly purpose: string;
}

interface CheckedWish {
  readonly wish: UploadWish;
  readonly problems: readonly UploadProblem[];
}

/**
 * Checks files before a byte is sent and tells the user what was found: files that the platform would refuse stay
 * here, each with its reason; doubtful ones are sent on the user's word.
 *
 * @returns the files to send; empty if there are none or the user went away
 */
export async function checkedUploads(
  wishes: readonly UploadWish[],
  formats: Formats,
  log: Log,
): Promise<readonly UploadWish[]> {
  const checked = await check(wishes, log);
  const refused = checked.filter(({ problems }) => problems.some(isObjection));
  const accepted = checked.filter((candidate) => !refused.includes(candidate));
  const doubtful = accepted.filter(({ problems }) => problems.length > 0);
  if (refused.length === 0 && doubtful.length === 0) {
    return wishes;
  }
  const lines = [...refused, ...doubtful].map(({ wish, problems }) => {
    const reasons = problems.map((problem) => uploadProblemText(problem, formats)).join("; ");
    return `${displayText(basename(wish.path))}: ${reasons}`;
  });
  const go =
    accepted.length === 1
      ? vscode.l10n.t("Upload 1 File")
      : vscode.l10n.t("Upload {0} Files", accepted.length);
  const answer = await vscode.window.showWarningMessage(
    refused.length === 0
      ? vscode.l10n.t("Upload all the same?")
      : refused.length === 1
        ? vscode.l10n.t("The platform would refuse 1 file, so it stays here.")
        : vscode.l10n.t("The platform would refuse {0} files, so they stay here.", refused.length),
    { modal: true, detail: lines.join("\n") },
    ...(accepted.length === 0 ? [] : [go]),
  );
  return answer === go ? accepted.map(({ wish }) => wish) : [];
}

async function check(wishes: readonly UploadWish[], log: Log): Promise<readonly CheckedWish[]> {
  return withCancellableProgress(vscode.l10n.t("Checking files"), async (signal) => {
    const checked: CheckedWish[] = [];
    for (const wish of wishes) {
      checked.push({ wish, problems: await checkUpload(wish, { log, signal }) });
    }
    return checked;
  });
}
