import type { Log } from "../../shared/log.ts";
import { isoMediaDuration } from "./audio/isoMediaDuration.ts";
import { mp3Duration } from "./audio/mp3Duration.ts";
import { randomAccess, type RandomAccess } from "./audio/randomAccess.ts";
import { wavDuration } from "./audio/wavDuration.ts";
import type { ContentKind } from "./content.ts";
import type { SourceFile } from "./sourceFile.ts";

/** The formats whose length the platform limits. */
const readers: Readonly<Partial<Record<ContentKind, (file: RandomAccess) => Promise<number | undefined>>>> = {
  mp3: mp3Duration,
  isoMedia: isoMediaDuration,
  wav: wavDuration,
};

/**
 * The length of an mp3, m4a or wav file in seconds; `undefined` if it cannot be told, or is something else. Memory does
 * not grow with the file, whatever is in it. Rejects with the signal's reason alone.
 *
 * @param content what the file's first bytes show it to be, whatever its name says
 */
export async function audioDuration(
  { handle, size }: Pick<SourceFile, "handle" | "size">,
  content: ContentKind,
  log: Log,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    return await readers[content]?.(randomAccess(handle, size, signal));
  } catch (error) {
    signal.throwIfAborted();
    log.debug(`The length of the audio cannot be told: ${String(error)}`);
    return undefined;
  }
}
