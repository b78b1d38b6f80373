import type * as vscode from "vscode";
import { CancelledError } from "../shared/cancellation.ts";

/**
 * Runs `work` with an `AbortSignal` that follows VS Code's token: the one bridge between the two.
 * The listener is gone when the work has ended.
 */
export async function withSignal<T>(
  token: vscode.CancellationToken,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort(new CancelledError());
  };
  if (token.isCancellationRequested) {
    abort();
  }
  const subscription = token.onCancellationRequested(abort);
  try {
    return await work(controller.signal);
  } finally {
    subscription.dispose();
  }
}
