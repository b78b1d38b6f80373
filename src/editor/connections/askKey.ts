import * as vscode from "vscode";
import { isCancellation } from "../../shared/cancellation.ts";
import { PlatformError } from "../../platform/platformError.ts";
import { noticeText } from "../../shared/displayText.ts";
import { withSignal } from "../cancellation.ts";
import { describeError } from "../errorText.ts";
import type { Connection } from "./connection.ts";

/** Asks the platform whether a key is good; rejects as `Platform.validate` does. */
export type ValidateKey = (connection: Connection, key: string, signal: AbortSignal) => Promise<void>;

/**
 * Asks for the connection's key and has it checked before the box closes: a refused key keeps the box open with
 * the reason. Where the platform cannot be reached, a second Enter keeps the key unchecked.
 *
 * @returns the key, or `undefined` if the user went away.
 */
export function askKey(connection: Connection, validate: ValidateKey): Promise<string | undefined> {
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t("API Key for {0}", connection.name);
  input.prompt = vscode.l10n.t(
    "It is kept in VS Code's secret storage and only ever sent to {0}.",
    connection.origin,
  );
  input.placeholder = connection.provider === "cometapi" ? "sk-…" : "eyJ… / sk-api-…";
  input.password = true;
  input.ignoreFocusOut = true;

  return new Promise((resolve) => {
    const cancellation = new vscode.CancellationTokenSource();
    let uncheckedKey: string | undefined;
    let accepted: string | undefined;

    const check = async (): Promise<void> => {
      const key = input.value.trim();
      if (key === "") {
        input.validationMessage = vscode.l10n.t("Paste the API key, or press Escape to cancel.");
        return;
      }
      if (key !== uncheckedKey && !(await isGood(key))) {
        return;
      }
      accepted = key;
      input.hide();
    };

    const isGood = async (key: string): Promise<boolean> => {
      input.busy = true;
      input.enabled = false;
      input.validationMessage = undefined;
      try {
        await withSignal(cancellation.token, (signal) => validate(connection, key, signal));
        return true;
      } catch (error) {
        if (!isCancellation(error)) {
          // VS Code makes links of the box's message too, and a server's words are in it.
          input.validationMessage = noticeText(refusal(error, connection));
          uncheckedKey = PlatformError.is(error, "unauthorized") ? undefined : key;
        }
        return false;
      } finally {
        input.busy = false;
        input.enabled = true;
      }
    };

    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidAccept(() => {
      // A box that is busy still takes Enter: each would begin a check beside the one under way.
      if (!input.busy) {
        void check();
      }
    });
    input.onDidHide(() => {
      cancellation.cancel();
      cancellation.dispose();
      input.dispose();
      resolve(accepted);
    });
    input.show();
  });
}

function refusal(error: unknown, connection: Connection): string {
  const { message, remedy } = describeError(error, connection);
  return PlatformError.is(error, "unauthorized")
    ? `${message} ${remedy}`
    : `${message} ${vscode.l10n.t("Press Enter again to keep the key without a check.")}`;
}
