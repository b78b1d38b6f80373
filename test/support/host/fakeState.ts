import * as vscode from "vscode";

/** A `Memento` in memory. Several parts may share one, as several windows share the state of an extension. */
export class FakeMemento implements vscode.Memento {
  readonly #values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  get<T>(key: string, fallback?: T): T | undefined {
    return (this.#values.get(key) as T | undefined) ?? fallback;
  }

  /** Keeps what survives JSON, as the real one does. */
  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) {
      this.#values.delete(key);
    } else {
      this.#values.set(key, JSON.parse(JSON.stringify(value)));
    }
    return Promise.resolve();
  }
}

/** Secrets in memory; a `broken` keyring fails every call, as one does on a machine without a keyring. */
export class FakeSecrets implements vscode.SecretStorage {
  broken = false;
  readonly #secrets = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();

  readonly onDidChange = this.#changed.event;

  keys(): Promise<string[]> {
    return this.#use(() => [...this.#secrets.keys()]);
  }

  get(key: string): Promise<string | undefined> {
    return this.#use(() => this.#secrets.get(key));
  }

  store(key: string, value: string): Promise<void> {
    return this.#use(() => {
      this.#secrets.set(key, value);
      this.#changed.fire({ key });
    });
  }

  delete(key: string): Promise<void> {
    return this.#use(() => {
      this.#secrets.delete(key);
      this.#changed.fire({ key });
    });
  }

  #use<T>(act: () => T): Promise<T> {
    return this.broken ? Promise.reject(new Error("no keyring")) : Promise.resolve(act());
  }
}
