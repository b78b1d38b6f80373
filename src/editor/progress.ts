import * as vscode from "vscode";
import { withSignal } from "./cancellation.ts";

/** Shows progress in the files view's own bar: for work that needs no attention and ends soon. */
export function withViewProgress<T>(viewId: string, work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId } }, work);
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
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) =>
      withSignal(token, (signal) =>
        work(signal, (step) => {
          progress.report(step);
        }),
      ),
  );
}
