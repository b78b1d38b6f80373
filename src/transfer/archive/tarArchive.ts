import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { ReadableStream } from "node:stream/web";
import { createTarDecoder } from "modern-tar";
import { resolveInside } from "../../shared/resolveInside.ts";
import { ensureSpace } from "../freeSpace.ts";
import { ArchiveError } from "./archiveError.ts";
import { EntryNames } from "./entryNames.ts";

/** A file inside an archive. */
export interface ArchiveEntry {
  /** Its path in safe segments, unique in the archive: what the archive calls it, as far as that is possible. */
  readonly segments: readonly string[];
  /** Bytes. */
  readonly size: number;
}

/** More files than any speech output has: a listing must end. */
const mostEntries = 10_000;

/**
 * The files of a tar, in its order. Folders, links and devices are left out: nothing is ever made of them. Rejects
 * with an `ArchiveError` or the signal's reason.
 */
export async function listTar(path: string, signal: AbortSignal): Promise<readonly ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  for await (const { entry } of readTar(wholeTar(path, signal), signal)) {
    entries.push(entry);
  }
  return entries;
}

/** The content of one file of a tar. Reads the archive as it stands, up to there. Rejects as `listTar` does. */
export async function readTarEntry(
  path: string,
  { segments }: ArchiveEntry,
  signal: AbortSignal,
): Promise<Uint8Array> {
  for await (const { entry, content } of readTar(createReadStream(path, { signal }), signal)) {
    if (entry.segments.join("/") === segments.join("/")) {
      return await buffer(content);
    }
  }
  throw new ArchiveError("damaged", "The archive no longer holds the file");
}

/**
 * Writes all files of a tar into a folder that it makes, and that must not exist yet. After a failure nothing is left
 * of it. Takes no more room than the archive itself, since a tar is not compressed.
 *
 * @returns the files that were written
 */
export async function extractTar(
  path: string,
  folder: string,
  signal: AbortSignal,
): Promise<readonly ArchiveEntry[]> {
  const entries = await listTar(path, signal);
  await ensureSpace(
    dirname(folder),
    entries.reduce((sum, { size }) => sum + size, 0),
  );
  await mkdir(folder);
  try {
    for await (const { entry, content } of readTar(wholeTar(path, signal), signal)) {
      const target = entry.segments.reduce(resolveInside, folder);
      await mkdir(dirname(target), { recursive: true });
      await pipeline(content, createWriteStream(target, { flags: "wx" }), { signal });
    }
    return entries;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

interface OpenEntry {
  readonly entry: ArchiveEntry;
  /** Can be read until the next entry is asked for. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** Two empty blocks end a tar. Some writers leave them out, and only this parser insists. */
const endLength = 2 * 512;

/**
 * The bytes of a tar to its end, and an end that it may lack: behind one that it has it is padding. In the place of
 * content that was cut off it would be too short to be an end as well.
 */
async function* wholeTar(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { signal });
  yield new Uint8Array(endLength);
}

/** The files of a tar one after the other; the archive is closed when the caller has seen enough. */
async function* readTar(source: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<OpenEntry> {
  const names = new EntryNames();
  const bytes = ReadableStream.from(source) as globalThis.ReadableStream<Uint8Array>;
  let files = 0;
  try {
    for await (const { header, body } of bytes.pipeThrough(createTarDecoder({ strict: true }))) {
      if (header.type === "file") {
        files += 1;
        if (files > mostEntries) {
          throw new ArchiveError("tooManyEntries", `More than ${mostEntries} files`);
        }
        const entry = { segments: names.next(header.name), size: header.size };
        yield { entry, content: explained(body, signal) };
      }
      await body.cancel();
    }
  } catch (error) {
    throw archiveError(error, signal);
  }
}

/** Content whose failures are told apart from those of the disk that it goes to. */
async function* explained(
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    throw archiveError(error, signal);
  }
}

function archiveError(error: unknown, signal: AbortSignal): unknown {
  return signal.aborted
    ? signal.reason
    : ArchiveError.is(error)
      ? error
      : new ArchiveError("damaged", String(error));
}
