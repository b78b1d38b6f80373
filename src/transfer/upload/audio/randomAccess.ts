import type { FileHandle } from "node:fs/promises";

/** Bytes read from the disk at a time, and the most that can be asked for at once. */
export const windowSize = 64 * 1024;

/** A file that is read here and there. */
export interface RandomAccess {
  /** Bytes. */
  readonly size: number;
  /** Exactly `length` bytes from `position` on; `undefined` if the file ends before. Rejects if it cannot be read. */
  read(position: number, length: number): Promise<Buffer | undefined>;
}

/**
 * Reads an open file through a window. Who only goes forward reads no byte twice from the disk, however small the
 * steps: a file full of tiny parts is no more work than one of its size. What was read stays as it is. An aborted signal
 * rejects with its reason.
 */
export function randomAccess(handle: FileHandle, size: number, signal: AbortSignal): RandomAccess {
  let window = Buffer.alloc(0);
  let begin = 0;
  return {
    size,
    read: async (position, length) => {
      if (position + length > size) {
        return undefined;
      }
      if (position < begin || position + length > begin + window.length) {
        signal.throwIfAborted();
        const room = Buffer.allocUnsafe(Math.min(windowSize, size - position));
        const { bytesRead } = await handle.read(room, 0, room.length, position);
        window = room.subarray(0, bytesRead);
        begin = position;
      }
      const bytes = window.subarray(position - begin, position - begin + length);
      return bytes.length === length ? bytes : undefined;
    },
  };
}
