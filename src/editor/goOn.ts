import * as vscode from "vscode";
import { isCancellation } from "../shared/cancellation.ts";
import { noticeText } from "../shared/displayText.ts";

/**
 * Lets work go on by itself, mostly what waits for a notification's button: VS Code keeps one that nobody answers, and
 * with it whatever awaits it. A failure is told.
 */
export function goOn(work: Promise<unknown>): void {
  work.catch(tellFailure);
}

/** Tells that what the user wanted has failed; a cancelled wish is silence. */
export function tellFailure(error: unknown): void {
  if (!isCancellation(error)) {
    void vscode.window.showErrorMessage(
      noticeText(vscode.l10n.t("MiniMax Files: {0}", error instanceof Error ? error.message : String(error))),
    );
  }
}
