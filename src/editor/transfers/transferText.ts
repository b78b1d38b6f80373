import { basename } from "node:path";
import * as vscode from "vscode";
import { displayText } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import { percentOf, type MeasuredProgress, type TransferAmount } from "../../transfer/queue/progress.ts";
import type { Transfer, TransferJob } from "../../transfer/queue/transfer.ts";

/** The local name of a download, the platform's name of an upload. */
export function transferName(job: TransferJob): string {
  return displayText(job.kind === "download" ? basename(job.target) : job.filename);
}

/** How a transfer stands, in a few words: `42% · 3.1 MB/s · 2 min left`. */
export function transferStateText({ job, state }: Transfer, formats: Formats): string {
  switch (state.kind) {
    case "queued":
      return vscode.l10n.t("waiting");
    case "running":
      return state.stopping === undefined
        ? progressText(state.progress, formats)
        : vscode.l10n.t("stopping…");
    case "paused":
      return state.by === "user"
        ? joined(vscode.l10n.t("paused"), reachedText(state.reached, formats))
        : joined(vscode.l10n.t("interrupted"), reachedText(state.reached, formats));
    case "done":
      return state.result.kind === "download"
        ? formats.bytes(state.result.size)
        : vscode.l10n.t("uploaded as {0}", state.result.fileId);
    case "failed":
      return joined(vscode.l10n.t("failed"), reachedText(state.reached, formats));
    case "cancelled":
      return job.kind === "download" ? vscode.l10n.t("cancelled, nothing kept") : vscode.l10n.t("cancelled");
  }
}

/** Progress that never lies: percent only of a known total, and what happens where no bytes flow. */
export function progressText(progress: MeasuredProgress, formats: Formats): string {
  const { phase, bytesPerSecond, secondsLeft } = progress;
  switch (phase) {
    case "waiting":
      return joined(vscode.l10n.t("waiting to try again"), reachedText(progress, formats));
    case "connecting":
      return vscode.l10n.t("connecting");
    case "checking":
      return vscode.l10n.t("checking the file");
    case "verifying":
    case "committing":
      return vscode.l10n.t("verifying");
    case "waitingForAnswer":
      return vscode.l10n.t("sent, waiting for the platform");
    case "resolving":
      return vscode.l10n.t("no answer came, looking at the list");
    case "receiving":
    case "sending":
      return joined(
        reachedText(progress, formats),
        bytesPerSecond === undefined ? undefined : formats.speed(bytesPerSecond),
        secondsLeft === undefined
          ? undefined
          : vscode.l10n.t("{0} left", formats.duration(Math.ceil(secondsLeft) * 1000)),
      );
  }
}

function reachedText(amount: TransferAmount | undefined, formats: Formats): string | undefined {
  if (amount === undefined || amount.transferred === 0) {
    return undefined;
  }
  const percent = percentOf(amount);
  return percent === undefined ? formats.bytes(amount.transferred) : formats.percent(percent / 100);
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join(" · ");
}
