import * as vscode from "vscode";
import type { Formats } from "../../shared/format.ts";
import { downloadNaming } from "../settings.ts";
import { accompany } from "./batchNotice.ts";
import { ConflictQuestions } from "./conflicts.ts";
import type { TransferFailureText } from "./failureText.ts";
import { planDownloads, type DownloadWish } from "./planDownloads.ts";
import type { Transfers } from "./transfers.ts";

/** What a download needs of its surroundings. */
export interface DownloadContext {
  readonly transfers: Transfers;
  readonly formats: Formats;
  readonly describeFailure: TransferFailureText;
  readonly chooseFolder: () => Promise<vscode.Uri | undefined>;
}

/** Downloads files into one folder: asks all that has to be asked first, then queues them and sums up at the end. */
export async function downloadFiles(
  context: DownloadContext,
  wishes: readonly DownloadWish[],
): Promise<void> {
  if (wishes.length === 0) {
    return;
  }
  const folder = await context.chooseFolder();
  if (folder === undefined) {
    return;
  }
  if (folder.scheme !== "file") {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        "Downloads need a folder on disk; {0} is not one. Use “Download To…”.",
        folder.toString(true),
      ),
    );
    return;
  }
  const jobs = await planDownloads(wishes, folder.fsPath, downloadNaming(), new ConflictQuestions());
  if (jobs === undefined || jobs.length === 0) {
    return;
  }
  const { queue } = context.transfers;
  const ids = jobs.map((job) => queue.add(job));
  const [first] = jobs;
  await accompany(
    context,
    ids,
    first !== undefined && jobs.length === 1
      ? vscode.l10n.t("Downloading {0}", first.filename)
      : vscode.l10n.t("Downloading {0} files", jobs.length),
  );
}
