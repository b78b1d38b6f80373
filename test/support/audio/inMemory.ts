import { isoMediaDuration } from "../../../src/transfer/upload/audio/isoMediaDuration.ts";
import { mp3Duration } from "../../../src/transfer/upload/audio/mp3Duration.ts";
import { windowSize, type RandomAccess } from "../../../src/transfer/upload/audio/randomAccess.ts";
import { wavDuration } from "../../../src/transfer/upload/audio/wavDuration.ts";

/** A file of these bytes. Fails where a reader asks for what no file has, or for more than it may hold in memory. */
export function inMemory(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: (position, length) => {
      if (position < 0 || length < 0 || length > windowSize) {
        return Promise.reject(new RangeError(`${length} bytes from ${position} on`));
      }
      const end = position + length;
      return Promise.resolve(end > bytes.length ? undefined : Buffer.from(bytes.subarray(position, end)));
    },
  };
}

/** The readers by what they read. */
export const readers = { mp3: mp3Duration, isoMedia: isoMediaDuration, wav: wavDuration } as const;
