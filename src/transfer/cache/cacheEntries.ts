import { randomUUID } from "node:crypto";
import { lstat, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Clock } from "../../shared/clock.ts";
import { codeOf } from "../fileError.ts";
import { acquireLock } from "../lock.ts";
import { sealOf } from "./seal.ts";

/** One folder of the cache: a file's content, or what an interrupted download has left of it. */
export interface CacheEntry {
  readonly folder: string;
  readonly bytes: number;
  /** Milliseconds since the Unix epoch. */
  readonly usedAt: number;
  /** The lock of a download, which may be of another window, or of one that is gone. */
  readonly lock: string | undefined;
}

/** What was being removed when a window went away: its name says that nobody needs it. */
const trashPrefix = ".trash-";

/** All folders of the cache. Those that vanish while we look are left out. */
export async function cacheEntries(cacheFolder: string): Promise<readonly CacheEntry[]> {
  const names = await namesIn(cacheFolder);
  const entries: CacheEntry[] = [];
  for (const name of names) {
    const folder = join(cacheFolder, name);
    const files = await namesIn(folder);
    const stats = await Promise.all(files.map((file) => lstat(join(folder, file)).catch(() => undefined)));
    const there = stats.filter((stat) => stat !== undefined);
    // What has a seal is content, whatever its own name.
    const lock = files.find((file) => file.endsWith(".part.lock") && !files.includes(sealOf(file)));
    entries.push({
      folder,
      bytes: there.reduce((sum, { size }) => sum + size, 0),
      usedAt: name.startsWith(trashPrefix) ? 0 : Math.max(0, ...there.map(({ mtimeMs }) => mtimeMs)),
      lock: lock && join(folder, lock),
    });
  }
  return entries;
}

/** Removes a folder of the cache, unless a download into it is under way. @returns whether it is gone */
export async function removeEntry({ folder, lock }: CacheEntry, clock: Clock): Promise<boolean> {
  const held = lock === undefined ? undefined : await acquireLock(lock, clock).catch(() => undefined);
  if (lock !== undefined && held === undefined) {
    return false;
  }
  try {
    // First out of sight in one step: nobody finds half of it.
    const trash = join(dirname(folder), `${trashPrefix}${randomUUID()}`);
    await rename(folder, trash);
    await rm(trash, { recursive: true, force: true });
    return true;
  } catch {
    // Windows keeps a file that a program has open; it is tried again the next time.
    return false;
  } finally {
    await held?.release();
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") {
      return [];
    }
    throw error;
  }
}
