import { createHash } from "node:crypto";
import { lstat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../shared/clock.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import { resolveInside } from "../../shared/resolveInside.ts";
import { codeOf } from "../fileError.ts";
import { cacheEntries, removeEntry, type CacheEntry } from "./cacheEntries.ts";

/** A file of the platform under the name that it has on disk. */
export interface NamedFile extends FileRef {
  /** Safe for every file system: see `safeLocalName`. */
  readonly name: string;
}

/** A file's content on this disk, whole. */
export interface CachedContent {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Files of the platform on this disk, each in a folder of its own that is named after connection, id and name. There
 * is no index: the disk is the truth, so that a crash leaves nothing wrong behind and several windows can share it.
 * What is under a file's own name is whole, because a download gives it that name last; a download that was cut off
 * leaves its partial file beside it, and goes on from there.
 */
export class ContentCache {
  readonly #folder: string;
  readonly #clock: Clock;

  constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
  }

  /** Where the content is, or is to be downloaded to. */
  pathOf({ connectionId, fileId, name }: NamedFile): string {
    const key = createHash("sha256")
      .update(JSON.stringify([connectionId, fileId, name]))
      .digest("hex");
    return resolveInside(join(this.#folder, key.slice(0, 32)), name);
  }

  /**
   * The content, if it is there.
   *
   * @param expectedSize bytes, where the platform tells them: content of another size is of an earlier file
   */
  async find(file: NamedFile, expectedSize: number | undefined): Promise<CachedContent | undefined> {
    const path = this.pathOf(file);
    try {
      const { size, isFile } = await regularFile(path);
      return isFile && (expectedSize === undefined || size === expectedSize) ? { path, size } : undefined;
    } catch (error) {
      if (codeOf(error) === "ENOENT") {
        return undefined;
      }
      throw error;
    }
  }

  /** Notes that the content is used: what was not used for the longest time goes first. */
  async touch({ path }: CachedContent): Promise<void> {
    const now = new Date(this.#clock.now());
    // Another window may have removed it, or the disk may be read-only: then it only goes a little sooner.
    await utimes(path, now, now).catch(() => undefined);
  }

  /** Removes what was not used for the longest time until the rest takes no more than `budget` bytes. */
  async trim(budget: number, keep?: CachedContent): Promise<void> {
    const entries = await cacheEntries(this.#folder);
    let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const entry of entries.toSorted((a, b) => a.usedAt - b.usedAt)) {
      if (total <= budget) {
        return;
      }
      if (!holds(entry, keep) && (await removeEntry(entry, this.#clock))) {
        total -= entry.bytes;
      }
    }
  }

  /** Removes everything but what another window is downloading right now. @returns bytes that were freed */
  async clear(): Promise<number> {
    let freed = 0;
    for (const entry of await cacheEntries(this.#folder)) {
      if (await removeEntry(entry, this.#clock)) {
        freed += entry.bytes;
      }
    }
    return freed;
  }
}

function holds(entry: CacheEntry, content: CachedContent | undefined): boolean {
  return content?.path.startsWith(join(entry.folder, "/")) ?? false;
}

async function regularFile(path: string): Promise<{ readonly size: number; readonly isFile: boolean }> {
  const stats = await lstat(path);
  return { size: stats.size, isFile: stats.isFile() };
}
