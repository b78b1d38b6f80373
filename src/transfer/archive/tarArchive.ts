import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { extract, type Header } from "tar-stream";
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
  /** Where its content begins in the archive, in bytes. */
  readonly offset: number;
}

/** A tar's header takes one block, and the content begins with the next. The parser tells where the header is. */
const headerLength = 512;

/** More files than any speech output has: a listing must end. */
const mostEntries = 10_000;

/**
 * The files of a tar, in its order. Folders, links and devices are left out: nothing is ever made of them. Rejects
 * with an `ArchiveError` or the signal's reason.
 */
export async function listTar(path: string, signal: AbortSignal): Promise<readonly ArchiveEntry[]> {
  const source = createReadStream(path, { signal, highWaterMark: 1024 * 1024 });
  const tar = extract();
  // A failure of the source reaches the loop below through the parser.
  source.on("error", (error) => {
    tar.destroy(error);
  });
  source.pipe(tar);
  const names = new EntryNames();
  const entries: ArchiveEntry[] = [];
  try {
    for await (const entry of tar) {
      if (isFile(entry.header)) {
        const { name, size } = entry.header;
        entries.push({ segments: names.next(name), size, offset: entry.offset + headerLength });
      }
      if (entries.length > mostEntries) {
        throw new ArchiveError("tooManyEntries", `More than ${mostEntries} files`);
      }
      entry.resume();
    }
  } catch (error) {
    signal.throwIfAborted();
    throw ArchiveError.is(error) ? error : new ArchiveError("damaged", String(error));
  } finally {
    source.destroy();
  }
  return entries;
}

/** The content of one file of a tar. */
export async function readTarEntry(path: string, { offset, size }: ArchiveEntry): Promise<Uint8Array> {
  const archive = await open(path, "r");
  try {
    const content = new Uint8Array(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await archive.read(content, filled, size - filled, offset + filled);
      if (bytesRead === 0) {
        throw new ArchiveError("damaged", "The archive ends inside a file");
      }
      filled += bytesRead;
    }
    return content;
  } finally {
    await archive.close();
  }
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
    for (const entry of entries) {
      await writeEntry(path, folder, entry, signal);
    }
    return entries;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function writeEntry(
  path: string,
  folder: string,
  { segments, offset, size }: ArchiveEntry,
  signal: AbortSignal,
): Promise<void> {
  const target = segments.reduce(resolveInside, folder);
  await mkdir(dirname(target), { recursive: true });
  if (size === 0) {
    await (await open(target, "wx")).close();
    return;
  }
  const content = createReadStream(path, { start: offset, end: offset + size - 1 });
  await pipeline(content, createWriteStream(target, { flags: "wx" }), { signal });
}

function isFile({ type }: Header): boolean {
  return type === "file" || type === "contiguous-file";
}
