import * as vscode from "vscode";
import type { Disposable } from "../../shared/disposable.ts";
import { commandIds } from "../ids.ts";
import type { Connection } from "./connection.ts";
import type { ConnectionStore } from "./connectionStore.ts";

/** Shows the active connection in the status bar, once there is one; a click opens the list of connections. */
export class ConnectionStatusBar implements Disposable {
  readonly #store: ConnectionStore;
  readonly #item: vscode.StatusBarItem;
  readonly #tooltip: (connection: Connection) => vscode.MarkdownString | undefined;
  readonly #subscriptions: readonly Disposable[];

  constructor(parts: {
    store: ConnectionStore;
    /** What is known of a connection. */
    tooltip: (connection: Connection) => vscode.MarkdownString | undefined;
    /** The tooltip may be another one now. */
    onDidLearn: readonly vscode.Event<unknown>[];
  }) {
    this.#store = parts.store;
    this.#tooltip = parts.tooltip;
    this.#item = vscode.window.createStatusBarItem(
      "minimaxFiles.connection",
      vscode.StatusBarAlignment.Right,
      10,
    );
    this.#item.name = vscode.l10n.t("MiniMax Files Connection");
    this.#item.command = commandIds.manageConnections;
    this.#subscriptions = [parts.store.onDidChange, ...parts.onDidLearn].map((event) =>
      event(() => {
        this.#update();
      }),
    );
    this.#update();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#item.dispose();
  }

  #update(): void {
    const { active } = this.#store;
    if (active === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(plug) ${active.name}`;
    this.#item.tooltip = this.#tooltip(active);
    this.#item.show();
  }
}
