import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import type { KnownIds } from "../../catalog/ids/idMatcher.ts";
import type { FileId } from "../../platform/fileRecord.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import type { FileLibrary } from "../explorer/fileLibrary.ts";

/** A file that the catalog knows, and whose it is. */
export interface KnownFile {
  readonly connection: Connection;
  readonly entry: CatalogEntry;
}

/** What all connections know already: answers without a call. */
export class KnownFiles {
  readonly #store: ConnectionStore;
  readonly #library: FileLibrary;

  constructor(parts: { store: ConnectionStore; library: FileLibrary }) {
    this.#store = parts.store;
    this.#library = parts.library;
  }

  /** Looks an id up in the active connection first: the same id may mean another file elsewhere. */
  find(id: FileId): KnownFile | undefined {
    const active = this.#store.active;
    const others = this.#store.all.filter((connection) => connection.id !== active?.id);
    for (const connection of active === undefined ? others : [active, ...others]) {
      const entry = this.#library.find(connection.id)?.catalog.get(id);
      if (entry !== undefined) {
        return { connection, entry };
      }
    }
    return undefined;
  }

  /** The known ids of this moment, for the matcher. */
  get ids(): KnownIds {
    const catalogs = this.#library.all.map(({ catalog }) => catalog);
    return {
      size: catalogs.reduce((sum, { size }) => sum + size, 0),
      has: (id) => catalogs.some((catalog) => catalog.has(id)),
    };
  }
}
