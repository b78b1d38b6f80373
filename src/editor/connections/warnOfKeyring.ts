import * as vscode from "vscode";
import type { Disposable } from "../../shared/disposable.ts";
import type { KeyStore } from "./keyStore.ts";

/** Says once that this machine's keyring cannot be used, and what follows. */
export function warnOfKeyring(keys: KeyStore): Disposable {
  let said = false;
  return keys.onDidFail(() => {
    if (said) {
      return;
    }
    said = true;
    const help = vscode.l10n.t("Keyring Help");
    void vscode.window
      .showWarningMessage(
        vscode.l10n.t(
          "This machine's keyring cannot be used, so the API key is kept until the window closes. An environment variable such as MINIMAX_API_KEY works without one.",
        ),
        help,
      )
      .then((chosen) =>
        chosen === help
          ? vscode.env.openExternal(
              vscode.Uri.parse(
                "https://code.visualstudio.com/docs/configure/settings-sync#_troubleshooting-keychain-issues",
              ),
            )
          : undefined,
      );
  });
}
