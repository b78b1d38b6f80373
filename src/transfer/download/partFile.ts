import { constants } from "node:fs";
import { lstat, open, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { codeOf } from "../fileError.ts";
import { noFollow } from "../noFollow.ts";
import { DownloadError } from "./downloadError.ts";

/** The file that the bytes go to until they are all there. Bytes may be written in any order. */
export class PartFile {
  readonly path: string;
  readonly #handle: FileHandle;
  /** Why the disk did not keep everything. */
  #loss: { readonly error: unknown } | undefined;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  /**
   * Opens the partial file, or makes it. Never through a symbolic link, and never a file that has another name
   * as well: that would be a finished download which lost its power between two steps.
   */
  static async open(path: string): Promise<PartFile> {
    const before = await lstatIfPresent(path);
    if (before !== undefined && !before.isFile()) {
      throw unsafe();
    }
    if (before !== undefined && before.nlink > 1) {
      await rm(path);
    }
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT | noFollow, 0o666);
    try {
      const [opened, named] = [await handle.stat(), await lstat(path)];
      if (!opened.isFile() || opened.nlink > 1 || opened.ino !== named.ino) {
        throw unsafe();
      }
      return new PartFile(path, handle);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async size(): Promise<number> {
    return (await this.#handle.stat()).size;
  }

  /** Writes all of `chunks` at `position`. The system may write less than it was given: the rest follows. */
  async write(chunks: readonly Uint8Array[], position: number): Promise<void> {
    this.#refuseLoss();
    let left = chunks;
    let at = position;
    while (left.length > 0) {
      const { bytesWritten } = await this.#handle.writev(left, at);
      at += bytesWritten;
      left = withoutFirst(left, bytesWritten);
    }
  }

  /** Exactly `length` bytes from `position`, or fewer if the file ends before. */
  async read(position: number, length: number): Promise<Uint8Array> {
    const buffer = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.#handle.read(buffer, filled, length - filled, position + filled);
      if (bytesRead === 0) {
        break;
      }
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }

  async truncate(length: number): Promise<void> {
    await this.#handle.truncate(length);
  }

  /**
   * Waits until the disk has the bytes, and with `metadata` also the file's size and times. Where that has failed once
   * it always fails: the system tells a loss one time only, and says yes the next time although the bytes are gone.
   */
  async sync(metadata: "data" | "metadata"): Promise<void> {
    this.#refuseLoss();
    try {
      await (metadata === "data" ? this.#handle.datasync() : this.#handle.sync());
    } catch (error) {
      this.#loss = { error };
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  #refuseLoss(): void {
    if (this.#loss !== undefined) {
      throw this.#loss.error;
    }
  }
}

/** `undefined` if nothing has this name. */
export async function lstatIfPresent(path: string): Promise<Awaited<ReturnType<typeof lstat>> | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

function unsafe(): DownloadError {
  return new DownloadError("unsafePath", "The partial file's name leads to something that is no plain file");
}

/** What is left of `chunks` when the first `count` bytes are gone. */
function withoutFirst(chunks: readonly Uint8Array[], count: number): Uint8Array[] {
  let gone = count;
  const left: Uint8Array[] = [];
  for (const chunk of chunks) {
    if (gone >= chunk.length) {
      gone -= chunk.length;
    } else {
      left.push(gone === 0 ? chunk : chunk.subarray(gone));
      gone = 0;
    }
  }
  return left;
}
