import * as vscode from "vscode";
import { CancelledError, isCancellation } from "../../shared/cancellation.ts";
import { noticeText } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import { batchEnd, type BatchSummary } from "../../transfer/queue/batch.ts";
import { hasEnded, type Transfer } from "../../transfer/queue/transfer.ts";
import { viewIds } from "../ids.ts";
import { withCancellableProgress } from "../progress.ts";
import type { TransferFailureText } from "./failureText.ts";
import type { MayGoOn } from "./mayGoOn.ts";
import { revealFile } from "./revealFile.ts";
import { placeText, transferPlace } from "./transferPlace.ts";
import { progressText, transferName } from "./transferText.ts";
import type { Transfers } from "./transfers.ts";

interface NoticeParts {
  readonly transfers: Transfers;
  readonly formats: Formats;
  readonly describeFailure: TransferFailureText;
  readonly mayGoOn: MayGoOn;
}

/**
 * Accompanies transfers that were asked for together: one notification with their common progress and a cancel
 * that cancels them all. Resolves when they have ended; `undefined` if what is left of them is paused.
 */
export async function accompany(
  parts: NoticeParts,
  ids: readonly string[],
  title: string,
): Promise<BatchSummary | undefined> {
  const { queue } = parts.transfers;
  return withCancellableProgress(title, async (signal, report) => {
    const cancel = (): void => {
      for (const id of ids) {
        queue.cancel(id);
      }
    };
    signal.addEventListener("abort", cancel, { once: true });
    let shownPercent = 0;
    const subscription = queue.onDidChange(() => {
      const batch = ids.flatMap((id) => queue.get(id) ?? []);
      const percent = commonPercent(batch);
      report({
        message: commonProgress(batch, parts.formats),
        increment: Math.max(0, percent - shownPercent),
      });
      shownPercent = Math.max(percent, shownPercent);
    });
    try {
      return await batchEnd(queue, ids, endsWithPause(parts.transfers, ids));
    } catch (error) {
      if (isCancellation(error)) {
        return undefined;
      }
      throw error;
    } finally {
      subscription.dispose();
      signal.removeEventListener("abort", cancel);
    }
  });
}

/** Aborts once all that is left of a batch is paused: its notification would have nothing to tell. */
function endsWithPause({ queue }: Transfers, ids: readonly string[]): AbortSignal {
  const controller = new AbortController();
  const subscription = queue.onDidChange(() => {
    const batch = ids.flatMap((id) => queue.get(id) ?? []);
    const open = batch.filter((transfer) => !hasEnded(transfer));
    if (open.length === 0) {
      subscription.dispose();
    } else if (open.every(({ state }) => state.kind === "paused")) {
      subscription.dispose();
      controller.abort(new CancelledError("Paused"));
    }
  });
  return controller.signal;
}

function commonProgress(batch: readonly Transfer[], formats: Formats): string {
  const running = batch.filter(({ state }) => state.kind === "running");
  const [first] = running;
  if (batch.length === 1 && first?.state.kind === "running") {
    return progressText(first.state.progress, formats);
  }
  const ended = batch.filter(hasEnded).length;
  return vscode.l10n.t("{0} of {1}", formats.count(ended), formats.count(batch.length));
}

/** The mean over the files; one of unknown size counts when it has ended. */
function commonPercent(batch: readonly Transfer[]): number {
  const parts = batch.map((transfer) => {
    if (hasEnded(transfer)) {
      return 100;
    }
    const { state } = transfer;
    return state.kind === "running" && state.progress.total !== undefined && state.progress.total > 0
      ? Math.min(99, (100 * state.progress.transferred) / state.progress.total)
      : 0;
  });
  return parts.length === 0 ? 0 : parts.reduce((sum, part) => sum + part, 0) / parts.length;
}

/** Sums up what became of transfers, with "Retry Failed" where there is something to retry. Waits for the user. */
export async function sumUp(parts: NoticeParts, { done, failed }: BatchSummary): Promise<void> {
  if (failed.length > 0) {
    await sumUpFailures(parts, done, failed);
    return;
  }
  const [first] = done;
  if (first === undefined) {
    return;
  }
  if (first.state.kind === "done" && first.state.result.kind === "download") {
    await sumUpDownloads(first, done);
  } else {
    void vscode.window.showInformationMessage(
      done.length === 1
        ? noticeText(vscode.l10n.t("Uploaded {0}.", transferName(first.job)))
        : vscode.l10n.t("Uploaded {0} files.", done.length),
    );
  }
}

async function sumUpDownloads(first: Transfer, done: readonly Transfer[]): Promise<void> {
  const uri = transferPlace(first);
  const folder = placeText(vscode.Uri.joinPath(uri, ".."));
  if (done.length === 1) {
    const message = vscode.l10n.t("Downloaded {0} to {1}.", transferName(first.job), folder);
    await openOrReveal(noticeText(message), uri);
    return;
  }
  const reveal = vscode.l10n.t("Reveal");
  const message = noticeText(vscode.l10n.t("Downloaded {0} files to {1}.", done.length, folder));
  if ((await vscode.window.showInformationMessage(message, reveal)) === reveal) {
    await revealFile(uri);
  }
}

/** Says that a file is on disk now, and offers to go there. Waits for the user. */
export async function openOrReveal(message: string, uri: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t("Open");
  const reveal = vscode.l10n.t("Reveal");
  const chosen = await vscode.window.showInformationMessage(message, open, reveal);
  if (chosen === open) {
    await vscode.commands.executeCommand("vscode.open", uri);
  } else if (chosen === reveal) {
    await revealFile(uri);
  }
}

async function sumUpFailures(
  parts: NoticeParts,
  done: readonly Transfer[],
  failed: readonly Transfer[],
): Promise<void> {
  const retry = vscode.l10n.t("Retry Failed");
  const show = vscode.l10n.t("Show Transfers");
  const [first] = failed;
  const chosen = await vscode.window.showErrorMessage(
    first !== undefined && failed.length === 1
      ? failureLine(parts, first)
      : vscode.l10n.t(
          "{0} transfers failed, {1} succeeded. The Transfers view says why.",
          failed.length,
          done.length,
        ),
    retry,
    show,
  );
  if (chosen === retry) {
    const { queue } = parts.transfers;
    // The notice may have been there for long: some are off the list by now, or were retried in the view.
    const left = failed
      .flatMap(({ id }) => queue.get(id) ?? [])
      .filter(({ state }) => state.kind === "failed");
    if (left.length === 0 || !(await parts.mayGoOn(left.map(({ job }) => job)))) {
      return;
    }
    const ids = left.map(({ id }) => id);
    for (const id of ids) {
      queue.retry(id);
    }
    const summary = await accompany(parts, ids, vscode.l10n.t("Trying again"));
    if (summary !== undefined) {
      await sumUp(parts, summary);
    }
  } else if (chosen === show) {
    await vscode.commands.executeCommand(`${viewIds.transfers}.focus`);
  }
}

function failureLine({ describeFailure }: NoticeParts, { job, state }: Transfer): string {
  if (state.kind !== "failed") {
    return transferName(job);
  }
  const { message, remedy } = describeFailure(state.failure, job);
  return noticeText(`${transferName(job)}: ${message} ${remedy}`);
}
