import * as vscode from "vscode";
import type { Disposable } from "../../shared/disposable.ts";
import type { Log } from "../../shared/log.ts";
import type { Connection } from "./connection.ts";

/** The secret's name holds the origin: a connection whose origin changes has no key until one is typed again. */
function secretName(connection: Connection): string {
  return `key:${connection.id}@${connection.origin}`;
}

/** Whether a key is the connection's. */
type IsKeyOf = (connection: Connection) => boolean;

/**
 * API keys, in VS Code's SecretStorage. Where the machine has no keyring the key is kept for this session only,
 * and `onDidFail` says so. A key never leaves this class but towards its own origin.
 */
export class KeyStore implements Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #log: Log;
  readonly #sessionKeys = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<IsKeyOf>();
  readonly #failed = new vscode.EventEmitter<void>();
  readonly #subscription: Disposable;

  /** A key was stored or deleted, here or in another window; tells whose. */
  readonly onDidChange = this.#changed.event;
  /** The keyring could not be used: the key just given lives until the window closes. */
  readonly onDidFail = this.#failed.event;

  constructor(secrets: vscode.SecretStorage, log: Log) {
    this.#secrets = secrets;
    this.#log = log;
    this.#subscription = secrets.onDidChange(({ key }) => {
      this.#tell(key);
    });
  }

  /** The key, or `undefined` if none was given or its environment variable is not set. */
  async get(connection: Connection): Promise<string | undefined> {
    if (connection.keyVariable !== undefined) {
      return nonEmpty(process.env[connection.keyVariable]);
    }
    const name = secretName(connection);
    const sessionKey = this.#sessionKeys.get(name);
    if (sessionKey !== undefined) {
      return sessionKey;
    }
    try {
      return nonEmpty(await this.#secrets.get(name));
    } catch (error) {
      this.#log.warn(`The keyring could not be read: ${errorName(error)}`);
      return undefined;
    }
  }

  /** Stores a key. One that is stored already is no news to anybody. */
  async set(connection: Connection, key: string): Promise<void> {
    const name = secretName(connection);
    this.#sessionKeys.delete(name);
    try {
      if ((await this.#secrets.get(name)) !== key) {
        await this.#secrets.store(name, key);
      }
    } catch (error) {
      this.#log.warn(`The keyring could not be written: ${errorName(error)}`);
      this.#sessionKeys.set(name, key);
      this.#failed.fire();
      this.#tell(name);
    }
  }

  /** False if the keyring refuses: the key may still be in it. */
  async delete(connection: Connection): Promise<boolean> {
    const name = secretName(connection);
    this.#sessionKeys.delete(name);
    try {
      await this.#secrets.delete(name);
      return true;
    } catch (error) {
      this.#log.warn(`The keyring could not be written: ${errorName(error)}`);
      return false;
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    this.#failed.dispose();
  }

  #tell(name: string): void {
    this.#changed.fire((connection) => secretName(connection) === name);
  }
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === "" ? undefined : text.trim();
}

/** A keyring's message may quote what it was given: only the error's kind is logged. */
function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
