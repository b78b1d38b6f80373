import { open, stat, type FileHandle } from "node:fs/promises";
import type { BigIntStats } from "node:fs";
import type { UploadProblem } from "./problem.ts";
import { UploadError } from "./uploadError.ts";

/** Bytes read at a time: the knee of the curve (engineering.md 1.1, 2). */
const chunkSize = 1024 * 1024;

/**
 * Buffers in turn. A transport needs one that it is sending and one that is being filled; two more cost little and
 * forgive one that holds on longer.
 */
const ringSize = 4;

/** What tells one state of a file from another without reading it. */
interface FileStamp {
  readonly size: bigint;
  readonly modified: bigint;
  readonly inode: bigint;
  readonly device: bigint;
}

/** A local file held open from the first check to the last byte, so that both see the same one. */
export interface SourceFile {
  readonly path: string;
  readonly handle: FileHandle;
  /** Bytes, when it was opened. */
  readonly size: number;
  /** Whether the file was written, cut or replaced since it was opened. */
  hasChanged(): Promise<boolean>;
}

/** Opens a file for reading; the caller closes `handle`. Rejects with an `UploadError` of reason `refused`. */
export async function openSource(path: string): Promise<SourceFile> {
  try {
    // Before opening: opening a named pipe would wait for its writer.
    if (!(await stat(path)).isFile()) {
      throw refusal(path, { severity: "error", kind: "notAFile" });
    }
    const handle = await open(path, "r");
    try {
      const opened = stampOf(await handle.stat({ bigint: true }));
      return {
        path,
        handle,
        size: Number(opened.size),
        hasChanged: async () =>
          !sameStamp(opened, stampOf(await handle.stat({ bigint: true }))) ||
          !sameStamp(opened, await stampAt(path)),
      };
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    throw UploadError.is(error)
      ? error
      : refusal(path, { severity: "error", kind: "unreadable", code: codeOf(error) }, error);
  }
}

/** The first bytes, fewer if the file has no more. */
export async function readHead({ handle }: SourceFile, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
  return buffer.subarray(0, bytesRead);
}

/**
 * The file's bytes up to its size at opening, fewer if it was cut meanwhile. Memory does not grow with the file:
 * a chunk's buffer is used again when three more chunks have been asked for.
 */
export async function* readChunks(
  { handle, size }: SourceFile,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const slot = Math.min(chunkSize, size);
  const ring = Buffer.allocUnsafeSlow(ringSize * slot);
  let position = 0;
  for (let turn = 0; position < size; turn = (turn + 1) % ringSize) {
    signal?.throwIfAborted();
    const start = turn * slot;
    const { bytesRead } = await handle.read(ring, start, Math.min(slot, size - position), position);
    if (bytesRead === 0) {
      return;
    }
    position += bytesRead;
    yield ring.subarray(start, start + bytesRead);
  }
}

function refusal(path: string, problem: UploadProblem, cause?: unknown): UploadError {
  return new UploadError("refused", `${problem.kind}: ${path}`, { problems: [problem], cause });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** The stamp of whatever the path leads to now; `undefined` if that is nothing. */
async function stampAt(path: string): Promise<FileStamp | undefined> {
  try {
    return stampOf(await stat(path, { bigint: true }));
  } catch {
    return undefined;
  }
}

function stampOf(stats: BigIntStats): FileStamp {
  return { size: stats.size, modified: stats.mtimeNs, inode: stats.ino, device: stats.dev };
}

function sameStamp(a: FileStamp, b: FileStamp | undefined): boolean {
  return a.size === b?.size && a.modified === b.modified && a.inode === b.inode && a.device === b.device;
}
