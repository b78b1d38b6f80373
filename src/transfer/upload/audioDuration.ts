import type { Log } from "../../shared/log.ts";

/**
 * The length of an mp3, m4a or wav file in seconds; `undefined` if it cannot be told. The parser is loaded only
 * here, since it is large and most uploads do not need it.
 */
export async function audioDuration(path: string, log: Log): Promise<number | undefined> {
  const { parseFile } = await import("music-metadata");
  try {
    // `duration` reads the whole file where the header does not tell, as in MP3 of variable bit rate.
    const { format } = await parseFile(path, { duration: true, skipCovers: true });
    return format.duration;
  } catch (error) {
    log.debug(`The length of the audio cannot be told: ${String(error)}`);
    return undefined;
  }
}
