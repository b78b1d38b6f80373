import * as vscode from "vscode";
import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import type { Disposable } from "../../shared/disposable.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import type { ConnectionFiles } from "./connectionFiles.ts";

interface Shelf {
  readonly files: ConnectionFiles;
  readonly subscription: Disposable;
}

/** The files of all connections. A connection that is new, or whose place or key has changed, starts anew. */
export class FileLibrary implements Disposable {
  readonly #store: ConnectionStore;
  readonly #create: (connection: Connection) => ConnectionFiles;
  readonly #shelves = new Map<string, Shelf>();
  readonly #changed = new vscode.EventEmitter<ConnectionFiles | undefined>();
  readonly #subscriptions: readonly Disposable[];

  /** Tells whose files changed; `undefined`: the set of connections did. */
  readonly onDidChange = this.#changed.event;

  constructor(store: ConnectionStore, create: (connection: Connection) => ConnectionFiles) {
    this.#store = store;
    this.#create = create;
    this.#subscriptions = [
      store.onDidChangeKey(({ id }) => {
        this.#remove(id);
        this.#reconcile();
      }),
      store.onDidChange(() => {
        this.#reconcile();
      }),
    ];
    this.#reconcile();
  }

  /** In the order of the connections. */
  get all(): readonly ConnectionFiles[] {
    return [...this.#shelves.values()].map(({ files }) => files);
  }

  /** The files of a connection. Those of one that was removed meanwhile belong to nobody: nothing of them is kept. */
  of(connection: Connection): ConnectionFiles {
    const shelf = this.#shelves.get(connection.id);
    if (shelf === undefined && this.#store.find(connection.id) === undefined) {
      const files = this.#create(connection);
      files.dispose();
      return files;
    }
    return (shelf ?? this.#put(connection)).files;
  }

  find(connectionId: string): ConnectionFiles | undefined {
    return this.#shelves.get(connectionId)?.files;
  }

  /** What is known of a file. After a reload nothing is until its connection is listed, which is free. */
  async entry({ connectionId, fileId }: FileRef): Promise<CatalogEntry | undefined> {
    const files = this.find(connectionId);
    if (files?.listingState.kind === "unlisted" || files?.catalog.has(fileId) === false) {
      await files.ready();
    }
    return files?.catalog.get(fileId);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    for (const id of [...this.#shelves.keys()]) {
      this.#remove(id);
    }
    this.#changed.dispose();
  }

  #reconcile(): void {
    const connections = this.#store.all;
    const wanted = new Set(connections.map(({ id }) => id));
    for (const [id] of this.#shelves) {
      if (!wanted.has(id)) {
        this.#remove(id);
      }
    }
    for (const connection of connections) {
      const shelf = this.#shelves.get(connection.id);
      if (shelf === undefined || JSON.stringify(shelf.files.connection) !== JSON.stringify(connection)) {
        this.#remove(connection.id);
        this.#put(connection);
      } else {
        // To the end, as those that are put anew: they stand in the order of the connections then.
        this.#shelves.delete(connection.id);
        this.#shelves.set(connection.id, shelf);
      }
    }
    this.#changed.fire(undefined);
  }

  #put(connection: Connection): Shelf {
    const files = this.#create(connection);
    const subscription = files.onDidChange(() => {
      this.#changed.fire(files);
    });
    const shelf = { files, subscription };
    this.#shelves.set(connection.id, shelf);
    // What is remembered is known without a call: ids in text and agents ask before anyone has looked at the view.
    void files.review();
    return shelf;
  }

  #remove(id: string): void {
    const shelf = this.#shelves.get(id);
    this.#shelves.delete(id);
    shelf?.subscription.dispose();
    shelf?.files.dispose();
  }
}
