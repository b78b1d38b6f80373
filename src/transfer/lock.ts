import { randomUUID } from "node:crypto";
import { link, open, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { hostname } from "node:os";
import type { Clock } from "../shared/clock.ts";
import { isFiniteNumber, isObject, isString } from "../shared/guard.ts";
import { DownloadError } from "./download/downloadError.ts";
import { codeOf } from "./fileError.ts";
import { readOwnJson } from "./ownJson.ts";
import { patiently } from "./patiently.ts";

/** How often the owner of a lock says that it is alive, and when others stop believing it (milliseconds). */
const heartbeatInterval = 5_000;
const staleAfter = 30_000;

/** What a lock file says; the file's modification time is the owner's last sign of life. */
interface Owner {
  readonly pid: number;
  readonly host: string;
  /** Tells two locks of one process apart. */
  readonly nonce: string;
}

const isOwner = isObject<Owner>({ pid: isFiniteNumber, host: isString, nonce: isString });

/**
 * Takes a lock between processes (two windows are two extension hosts) by a file that only one can create.
 * Returns `undefined` while someone else has it. A lock is taken over when its process is gone, or has given
 * no sign of life for 30 s.
 */
export async function acquireLock(path: string, clock: Clock): Promise<FileLock | undefined> {
  const owner: Owner = { pid: process.pid, host: hostname(), nonce: randomUUID() };
  const taken =
    (await create(path, owner, clock)) ||
    ((await removeStale(path, clock)) && (await create(path, owner, clock)));
  return taken ? new FileLock(path, owner.nonce, clock) : undefined;
}

/** A lock that this process holds. */
export class FileLock {
  readonly #path: string;
  readonly #nonce: string;
  readonly #clock: Clock;
  readonly #released = new AbortController();
  readonly #lost = new AbortController();
  readonly #beating: Promise<void>;

  constructor(path: string, nonce: string, clock: Clock) {
    this.#path = path;
    this.#nonce = nonce;
    this.#clock = clock;
    this.#beating = this.#beat();
  }

  /** Aborts, with what `loss` told, when the lock is not ours any more. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Asks the disk whether the lock still is ours. */
  async isHeld(): Promise<boolean> {
    return (await this.loss()) === undefined;
  }

  /**
   * Asks the disk why the lock is not ours any more, if so: another process has taken it over, believing us to be dead,
   * or somebody has removed its file.
   */
  async loss(): Promise<DownloadError | undefined> {
    const owner = await readOwner(this.#path);
    if (owner === undefined) {
      return new DownloadError("partialFileChanged", "The download's lock file was removed");
    }
    return owner.nonce === this.#nonce
      ? undefined
      : new DownloadError("lockedElsewhere", "Another window has taken the download over");
  }

  /** Never rejects: a lock file that cannot be removed becomes stale, and what it guarded is done all the same. */
  async release(): Promise<void> {
    this.#released.abort();
    await this.#beating;
    try {
      if (await this.isHeld()) {
        await patiently(() => rm(this.#path, { force: true }), this.#clock);
      }
    } catch {
      // See above.
    }
  }

  async #beat(): Promise<void> {
    for (;;) {
      await this.#clock.sleep(heartbeatInterval, this.#released.signal).catch(() => undefined);
      if (this.#released.signal.aborted) {
        return;
      }
      // A disk that does not answer says nothing about the lock: the next look may tell.
      const loss = await this.loss().catch(() => undefined);
      if (loss !== undefined) {
        this.#lost.abort(loss);
        return;
      }
      // A failure to touch the file is not fatal: in the worst case another window takes over, and we notice.
      await touch(this.#path, this.#clock).catch(() => undefined);
    }
  }
}

async function create(path: string, owner: Owner, clock: Clock): Promise<boolean> {
  const file = await openNew(path);
  if (file === undefined) {
    return false;
  }
  try {
    try {
      await file.writeFile(JSON.stringify(owner));
    } finally {
      await file.close();
    }
    await touch(path, clock);
    return true;
  } catch (error) {
    // Half a lock would keep everybody out, its owner included.
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** `undefined` if there is such a file already. */
async function openNew(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "wx");
  } catch (error) {
    if (codeOf(error) === "EEXIST") {
      return undefined;
    }
    throw error;
  }
}

async function touch(path: string, clock: Clock): Promise<void> {
  const now = new Date(clock.now());
  await utimes(path, now, now);
}

/** Moves a stale lock out of the way. False if there is a live one, or another process was quicker. */
async function removeStale(path: string, clock: Clock): Promise<boolean> {
  const owner = await readOwner(path);
  if (!(await isStale(path, owner, clock))) {
    return false;
  }
  // Short: the longest safe name has room for 15 more bytes (`localName.ts`).
  const aside = `${path}-${randomUUID().slice(0, 4)}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return true;
    }
    throw error;
  }
  try {
    const moved = await readOwner(aside);
    if (moved?.nonce === owner?.nonce) {
      return true;
    }
    // Between our look and our rename another process took the stale lock over: give it back its own.
    await link(aside, path).catch(() => undefined);
    return false;
  } finally {
    await rm(aside, { force: true });
  }
}

async function isStale(path: string, owner: Owner | undefined, clock: Clock): Promise<boolean> {
  if (owner?.host === hostname() && !isRunning(owner.pid)) {
    return true;
  }
  try {
    const { mtimeMs } = await stat(path);
    return Math.abs(clock.now() - mtimeMs) > staleAfter;
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return true;
    }
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

/**
 * `undefined` if there is no lock file, or its owner has not finished writing it. Rejects if the file of this name is
 * no lock.
 */
async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    const left = readOwnJson(await readFile(path, "utf8"), isOwner, '{"pid":');
    if (left.kind === "foreign") {
      throw new DownloadError("foreignPartialFile", "There is a .part.lock file that no download has made");
    }
    return left.kind === "intact" ? left.value : undefined;
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}
