import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../shared/disposable.ts";
import { commandIds } from "../ids.ts";
import type { Connection } from "./connection.ts";
import { connectionHeading } from "./connectionHeading.ts";
import type { ConnectionStore } from "./connectionStore.ts";

/** What is known of connections. */
export interface ConnectionTooltips {
  readonly of: (connection: Connection) => vscode.MarkdownString | undefined;
  /** A tooltip may be another one now. */
  readonly onDidLearn: readonly vscode.Event<unknown>[];
}

/** Shows the active connection in the status bar, once there is one; a click opens the list of connections. */
export class ConnectionStatusBar implements Disposable {
  readonly #store: ConnectionStore;
  readonly #owned = new DisposableStore();
  #tooltips: ConnectionTooltips | undefined;
  #item: vscode.StatusBarItem | undefined;

  /** @param tooltips resolves when they are loaded; until then the item says where the connection leads */
  constructor(store: ConnectionStore, tooltips: Promise<ConnectionTooltips>) {
    this.#store = store;
    this.#updateAt(store.onDidChange);
    void tooltips.then((loaded) => {
      this.#tooltips = loaded;
      for (const event of loaded.onDidLearn) {
        this.#updateAt(event);
      }
      this.#update();
    });
    this.#update();
  }

  dispose(): void {
    this.#owned.dispose();
    this.#item?.dispose();
  }

  #updateAt(event: vscode.Event<unknown>): void {
    this.#owned.add(
      event(() => {
        this.#update();
      }),
    );
  }

  #update(): void {
    const { active } = this.#store;
    if (active === undefined) {
      this.#item?.hide();
      return;
    }
    const item = (this.#item ??= createItem());
    item.text = `$(plug) ${active.name}`;
    item.tooltip = this.#tooltips?.of(active) ?? connectionHeading(active);
    // Otherwise a screen reader reads the tooltip's Markdown out.
    item.accessibilityInformation = {
      label: vscode.l10n.t("MiniMax Files connection: {0}", active.name),
      role: "button",
    };
    item.show();
  }
}

function createItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem(
    "minimaxFiles.connection",
    vscode.StatusBarAlignment.Right,
    10,
  );
  item.name = vscode.l10n.t("MiniMax Files Connection");
  item.command = commandIds.manageConnections;
  return item;
}
