import * as vscode from "vscode";
import { CancelledError } from "../shared/cancellation.ts";
import { systemClock } from "../shared/clock.ts";
import { noticeText } from "../shared/displayText.ts";
import { withSignal } from "./cancellation.ts";

/** Shows progress in the files view's own bar: for work that needs no attention and ends soon. */
export function withViewProgress<T>(viewId: string, work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId } }, work);
}

/** Milliseconds after which work counts as slow. */
const slow = 1500;

/** How far work has come: `increment` in percent of the whole, since the last report. */
export interface ProgressStep {
  readonly message?: string;
  readonly increment?: number;
}

/**
 * Runs work, and adds a notification with a cancel button only if it is slow: what ends at once needs no notice.
 */
export async function withCancelIfSlow<T>(
  title: string,
  work: (signal: AbortSignal, report: (step: ProgressStep) => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let notification: vscode.Progress<ProgressStep> | undefined;
  const result = work(controller.signal, (step) => {
    notification?.report(step);
  });
  const settled = result.then(
    () => "settled" as const,
    () => "settled" as const,
  );
  const timer = new AbortController();
  const first = await Promise.race([
    settled,
    systemClock.sleep(slow, timer.signal).then(() => "slow" as const),
  ]);
  timer.abort();
  if (first === "slow") {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: noticeText(title), cancellable: true },
      (progress, token) => {
        notification = progress;
        token.onCancellationRequested(() => {
          controller.abort(new CancelledError());
        });
        return settled;
      },
    );
  }
  return result;
}

/** Shows a notification with a cancel button that reaches down to the socket. */
export function withCancellableProgress<T>(
  title: string,
  work: (
    signal: AbortSignal,
    report: (progress: { message?: string; increment?: number }) => void,
  ) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: noticeText(title), cancellable: true },
    (progress, token) =>
      withSignal(token, (signal) =>
        work(signal, (step) => {
          progress.report(step);
        }),
      ),
  );
}
