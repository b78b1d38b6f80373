import { listTar, readTarEntry, type ArchiveEntry } from "../../transfer/archive/tarArchive.ts";
import type { CachedContent } from "../../transfer/cache/contentCache.ts";

/** How many archives' tables of contents are kept in memory. */
const keptTables = 8;

/** VS Code gives its file systems nothing to be cancelled by. */
const never = new AbortController().signal;

/** The files inside archives that are in the cache. An archive is listed once. */
export class ArchiveContents {
  readonly #tables = new Map<string, Promise<readonly ArchiveEntry[]>>();

  /** The files of an archive. Rejects with an `ArchiveError`. */
  list(archive: CachedContent): Promise<readonly ArchiveEntry[]> {
    const key = `${archive.path}:${archive.size}`;
    const table = this.#tables.get(key) ?? listTar(archive.path, never);
    this.#tables.delete(key);
    this.#tables.set(key, table);
    const [oldest] = this.#tables.keys();
    if (this.#tables.size > keptTables && oldest !== undefined) {
      this.#tables.delete(oldest);
    }
    table.catch(() => this.#tables.delete(key));
    return table;
  }

  async find(archive: CachedContent, segments: readonly string[]): Promise<ArchiveEntry | undefined> {
    const path = segments.join("/");
    const entries = await this.list(archive);
    return entries.find((entry) => entry.segments.join("/") === path);
  }

  read(archive: CachedContent, entry: ArchiveEntry): Promise<Uint8Array> {
    return readTarEntry(archive.path, entry, never);
  }
}
