import * as vscode from "vscode";
import type { Disposable } from "../../shared/disposable.ts";
import { commandIds } from "../ids.ts";
import type { ConnectionStore } from "./connectionStore.ts";

/** Shows the active connection in the status bar, once there is one; a click opens the list of connections. */
export class ConnectionStatusBar implements Disposable {
  readonly #store: ConnectionStore;
  readonly #item: vscode.StatusBarItem;
  readonly #subscription: Disposable;

  constructor(store: ConnectionStore) {
    this.#store = store;
    this.#item = vscode.window.createStatusBarItem(
      "minimaxFiles.connection",
      vscode.StatusBarAlignment.Right,
      10,
    );
    this.#item.name = vscode.l10n.t("MiniMax Files Connection");
    this.#item.command = commandIds.manageConnections;
    this.#subscription = store.onDidChange(() => {
      this.#update();
    });
    this.#update();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #update(): void {
    const { active } = this.#store;
    if (active === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(plug) ${active.name}`;
    this.#item.tooltip = vscode.l10n.t("MiniMax Files uses {0} ({1})", active.name, active.origin);
    this.#item.show();
  }
}
