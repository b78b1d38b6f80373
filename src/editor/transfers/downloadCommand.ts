import * as vscode from "vscode";
import { displayText } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import type { BatchSummary } from "../../transfer/queue/batch.ts";
import { downloadNaming } from "../settings.ts";
import { goOn } from "../goOn.ts";
import { accompany, sumUp } from "./batchNotice.ts";
import { ConflictQuestions, type ConflictChoice } from "./conflicts.ts";
import type { TransferFailureText } from "./failureText.ts";
import { diskPlace, virtualPlace } from "./downloadPlaces.ts";
import { keptApart, planDownloads, type DownloadPlace, type DownloadWish } from "./planDownloads.ts";
import type { MayGoOn } from "./mayGoOn.ts";
import type { Transfers } from "./transfers.ts";
import { withoutTooLarge } from "./virtualDownload.ts";

/** What a download needs of its surroundings. */
export interface DownloadContext {
  readonly transfers: Transfers;
  readonly formats: Formats;
  readonly describeFailure: TransferFailureText;
  readonly mayGoOn: MayGoOn;
  readonly chooseFolder: () => Promise<vscode.Uri | undefined>;
  /** The extension's own folder on disk. */
  readonly storage: vscode.Uri;
}

/**
 * Downloads files into one folder: asks all that has to be asked first, then queues them and sums up at the end.
 * `conflict` answers the question about names that are taken beforehand.
 */
export async function downloadFiles(
  context: DownloadContext,
  wishes: readonly DownloadWish[],
  conflict?: ConflictChoice,
): Promise<void> {
  if (wishes.length === 0) {
    return;
  }
  const folder = await context.chooseFolder();
  if (folder === undefined) {
    return;
  }
  const questions = new ConflictQuestions(conflict);
  const summary =
    folder.scheme === "file"
      ? await queueDownloads(context, wishes, await diskPlace(folder.fsPath), questions)
      : await queueDownloads(
          context,
          withoutTooLarge(wishes, context.formats),
          await virtualPlace(folder, context.storage),
          questions,
        );
  if (summary !== undefined) {
    goOn(sumUp(context, summary));
  }
}

async function queueDownloads(
  context: DownloadContext,
  wishes: readonly DownloadWish[],
  place: DownloadPlace,
  questions: ConflictQuestions,
): Promise<BatchSummary | undefined> {
  const { queue } = context.transfers;
  const jobs = await planDownloads(wishes, place, downloadNaming(), questions, queue);
  const [first, ...others] = jobs ?? [];
  if (jobs === undefined || first === undefined || !(await context.mayGoOn(jobs))) {
    return undefined;
  }
  const ids = keptApart(jobs, place, queue).map((job) => queue.add(job));
  return accompany(
    context,
    ids,
    others.length === 0
      ? vscode.l10n.t("Downloading {0}", displayText(first.filename))
      : vscode.l10n.t("Downloading {0} files", jobs.length),
  );
}
