import * as vscode from "vscode";
import type { Disposable } from "../../shared/disposable.ts";
import { parseConnections, type Connection } from "./connection.ts";
import type { KeyStore } from "./keyStore.ts";

const connectionsKey = "connections";
const activeKey = "activeConnection";

/**
 * The user's connections, in the order in which they were added, and which of them is active: the one that
 * commands use when nothing else says which.
 */
export class ConnectionStore implements Disposable {
  readonly #state: vscode.Memento;
  readonly #keys: KeyStore;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #keyChanged = new vscode.EventEmitter<Connection>();
  readonly #removed = new vscode.EventEmitter<Connection>();
  readonly #subscriptions: readonly Disposable[];
  #seen: string;

  /** A connection was added, changed or removed, its key was, or another one became active. */
  readonly onDidChange = this.#changed.event;
  /** The key of a connection is another one, here or in another window: it may be another account's. */
  readonly onDidChangeKey = this.#keyChanged.event;
  /** The user removed a connection in this window. */
  readonly onDidRemove = this.#removed.event;

  constructor(state: vscode.Memento, keys: KeyStore) {
    this.#state = state;
    this.#keys = keys;
    this.#seen = this.#fingerprint();
    this.#subscriptions = [
      keys.onDidChange((isKeyOf) => {
        const connection = this.all.find(isKeyOf);
        if (connection !== undefined) {
          this.#keyChanged.fire(connection);
        }
        this.#changed.fire();
      }),
      // Another window's changes reach the state silently: look again when the user comes back to this one.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.#seen !== this.#fingerprint()) {
          this.#fire();
        }
      }),
    ];
  }

  get all(): readonly Connection[] {
    return parseConnections(this.#state.get(connectionsKey));
  }

  get active(): Connection | undefined {
    const all = this.all;
    const id = this.#state.get<string>(activeKey);
    return all.find((connection) => connection.id === id) ?? all[0];
  }

  find(id: string): Connection | undefined {
    return this.all.find((connection) => connection.id === id);
  }

  /** Adds the connection, or puts it in the place of the one with its id; stores its key where one is given. */
  async save(connection: Connection, key: string | undefined): Promise<void> {
    if (key !== undefined) {
      await this.#keys.set(connection, key);
    }
    const others = this.all;
    const known = others.some(({ id }) => id === connection.id);
    await this.#state.update(
      connectionsKey,
      known
        ? others.map((other) => (other.id === connection.id ? connection : other))
        : [...others, connection],
    );
    this.#fire();
  }

  /** Makes the connection the one that commands use. */
  async activate(connection: Connection): Promise<void> {
    await this.#state.update(activeKey, connection.id);
    this.#fire();
  }

  /**
   * Forgets the connection and its key. Files on the platform are not touched.
   *
   * @returns false if the keyring refuses: the key may still be in it
   */
  async remove(connection: Connection): Promise<boolean> {
    const isKeyGone = await this.#keys.delete(connection);
    await this.#state.update(
      connectionsKey,
      this.all.filter(({ id }) => id !== connection.id),
    );
    this.#fire();
    this.#removed.fire(connection);
    return isKeyGone;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#changed.dispose();
    this.#keyChanged.dispose();
    this.#removed.dispose();
  }

  #fire(): void {
    this.#seen = this.#fingerprint();
    this.#changed.fire();
  }

  #fingerprint(): string {
    return JSON.stringify([this.#state.get(connectionsKey), this.#state.get(activeKey)]);
  }
}
