import { rm } from "node:fs/promises";
import type { Clock } from "../../shared/clock.ts";
import { JournalFile, readJournal } from "../journal.ts";
import type { Journal } from "../journal.ts";
import { acquireLock } from "../lock.ts";
import { patiently } from "../patiently.ts";
import type { Content } from "./answer.ts";
import { ByteRanges } from "./byteRanges.ts";
import type { Span } from "./byteRanges.ts";
import { DownloadError } from "./downloadError.ts";
import { lstatIfPresent, PartFile } from "./partFile.ts";

/** The files beside a target while it is being downloaded. In its folder, so that the last step is a rename. */
export interface PartialPaths {
  readonly part: string;
  readonly journal: string;
  readonly lock: string;
}

export function partialPaths(target: string): PartialPaths {
  return { part: `${target}.part`, journal: `${target}.part.json`, lock: `${target}.part.lock` };
}

/** A partial file that is open, with what its journal vouches for. */
export interface PartialFile {
  readonly part: PartFile;
  readonly journal: JournalFile;
  readonly content: Content | undefined;
  readonly done: readonly Span[];
}

/**
 * Opens what an earlier download of the same remote file has left, or begins anew. A partial file of another
 * remote file is overwritten, one that no download has made is refused. The caller holds the lock.
 */
export async function openPartialFile(
  target: string,
  identity: string,
  expectedSize: number | undefined,
  clock: Clock,
): Promise<PartialFile> {
  const paths = partialPaths(target);
  const journal = new JournalFile(paths.journal, clock);
  const state = await readJournal(paths.journal);
  if (state.kind === "foreign") {
    throw new DownloadError("foreignPartialFile", "There is a .part.json file that no download has made");
  }
  if (state.kind === "absent") {
    if (await exists(paths.part)) {
      throw new DownloadError("foreignPartialFile", "There is a .part file that no download has made");
    }
    // First the journal, then the file: what has no journal is never ours.
    await journal.write({ identity, done: [] });
  }
  const part = await PartFile.open(paths.part);
  try {
    const restored =
      state.kind === "intact" ? restore(state.value, identity, expectedSize, await part.size()) : undefined;
    if (restored === undefined) {
      await journal.write({ identity, done: [] });
      await part.truncate(0);
    }
    return { part, journal, content: restored?.content, done: restored?.done ?? [] };
  } catch (error) {
    await part.close();
    throw error;
  }
}

/** What a journal vouches for; `undefined` if it is of another file, or its promises cannot be true. */
function restore(
  journal: Journal,
  identity: string,
  expectedSize: number | undefined,
  partSize: number,
): { readonly content: Content; readonly done: readonly Span[] } | undefined {
  const { validator, total, done } = journal;
  const ranges = new ByteRanges(done);
  const isOurs = journal.identity === identity && validator !== undefined && ranges.size > 0;
  const end = ranges.spans.at(-1)?.end ?? 0;
  const isPossible = end <= partSize && end <= (total ?? end) && (ranges.spans.at(0)?.start ?? 0) >= 0;
  const isExpected = expectedSize === undefined || expectedSize === (total ?? expectedSize);
  return isOurs && isPossible && isExpected
    ? { content: { total, validator }, done: ranges.spans }
    : undefined;
}

/** What an interrupted download of this remote file has left: bytes on disk, and the size where it is known. */
export async function readPartial(
  target: string,
  identity: string,
): Promise<{ readonly received: number; readonly total: number | undefined } | undefined> {
  const state = await readJournal(partialPaths(target).journal);
  return state.kind === "intact" && state.value.identity === identity
    ? { received: new ByteRanges(state.value.done).size, total: state.value.total }
    : undefined;
}

/**
 * Removes what an interrupted download of this remote file has left: the end of a cancelled download, as opposed
 * to a paused one. Rejects with `lockedElsewhere` while another window is downloading to the same place.
 */
export async function discardPartial(target: string, identity: string, clock: Clock): Promise<void> {
  if ((await readPartial(target, identity)) === undefined) {
    return;
  }
  const paths = partialPaths(target);
  const lock = await acquireLock(paths.lock, clock);
  if (lock === undefined) {
    throw new DownloadError("lockedElsewhere", "Another window is downloading to the same place");
  }
  try {
    await removePlaceholder(target, clock);
    await removePartial(paths, clock);
  } finally {
    await lock.release();
  }
}

/**
 * Whether what has the final name is the empty file of a commit that was cut off (see `commit.ts`), with the finished
 * file still beside it.
 */
export async function isPlaceholder(target: string): Promise<boolean> {
  const paths = partialPaths(target);
  const state = await readJournal(paths.journal);
  const isAnnounced = state.kind === "intact" && state.value.placeholder === true;
  return isAnnounced && (await exists(paths.part)) && (await lstatIfPresent(target))?.size === 0;
}

/** For those who hold the lock: nobody is about to replace the empty file. */
export async function removePlaceholder(target: string, clock: Clock): Promise<void> {
  if (await isPlaceholder(target)) {
    await patiently(() => rm(target, { force: true }), clock);
  }
}

/** The file goes first: a journal alone does no harm, a file alone would look like somebody else's. */
export async function removePartial(paths: PartialPaths, clock: Clock): Promise<void> {
  await patiently(() => rm(paths.part, { force: true }), clock);
  await new JournalFile(paths.journal, clock).remove();
}

export async function exists(path: string): Promise<boolean> {
  return (await lstatIfPresent(path)) !== undefined;
}
