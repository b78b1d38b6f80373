import { createHash } from "node:crypto";
import type { Stats } from "node:fs";
import { lstat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Clock } from "../../shared/clock.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import { resolveInside } from "../../shared/resolveInside.ts";
import { codeOf } from "../fileError.ts";
import { cacheEntries, removeEntry, type CacheEntry } from "./cacheEntries.ts";
import { matchesSeal, touchSeal, writeSeal } from "./seal.ts";

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
 * What is under a file's own name is whole, because a download gives it that name last, and is sealed after that; a
 * download that was cut off leaves its partial file beside it, and goes on from there.
 */
export class ContentCache {
  readonly #folder: string;
  readonly #clock: Clock;
  /** Contents that were found undamaged in this session: path, and what changes with the content. */
  readonly #intact = new Map<string, string>();

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
   * The content, if it is there, whole and undamaged.
   *
   * @param expectedSize bytes, where the platform tells them: content of another size is of an earlier file
   */
  async find(file: NamedFile, expectedSize: number | undefined): Promise<CachedContent | undefined> {
    const path = this.pathOf(file);
    try {
      const stats = await lstat(path);
      const { size } = stats;
      const isLikely = stats.isFile() && (expectedSize === undefined || size === expectedSize);
      return isLikely && (await this.#isIntact(path, stats)) ? { path, size } : undefined;
    } catch (error) {
      if (codeOf(error) === "ENOENT") {
        return undefined;
      }
      throw error;
    }
  }

  /** Notes what a download has just brought, so that it can be served: content without a seal never is. */
  async seal({ path }: CachedContent): Promise<void> {
    await writeSeal(path, this.#clock);
    this.#intact.set(path, stampOf(await lstat(path)));
  }

  /** Notes that the content is used: what was not used for the longest time goes first. */
  async touch({ path }: CachedContent): Promise<void> {
    // Another window may have removed it, or the disk may be read-only: then it only goes a little sooner.
    await touchSeal(path, new Date(this.#clock.now())).catch(() => undefined);
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

  /** Removes the content of these files, but for what another window is downloading right now. */
  async remove(files: readonly NamedFile[]): Promise<void> {
    const folders = new Set(files.map((file) => dirname(this.pathOf(file))));
    for (const entry of await cacheEntries(this.#folder)) {
      if (folders.has(entry.folder)) {
        await removeEntry(entry, this.#clock);
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

  /** Reads a content once a session and whenever it has changed: a look at a large file must not cost all of it. */
  async #isIntact(path: string, stats: Stats): Promise<boolean> {
    const stamp = stampOf(stats);
    const isIntact = this.#intact.get(path) === stamp || (await matchesSeal(path));
    if (isIntact) {
      this.#intact.set(path, stamp);
    }
    return isIntact;
  }
}

/** Changes whenever another content takes a file's place, or somebody writes to it. */
function stampOf({ ino, size, mtimeMs }: Stats): string {
  return `${ino}:${size}:${mtimeMs}`;
}

function holds(entry: CacheEntry, content: CachedContent | undefined): boolean {
  return content?.path.startsWith(join(entry.folder, "/")) ?? false;
}
