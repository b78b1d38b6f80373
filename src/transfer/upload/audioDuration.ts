import { parseFile } from "music-metadata";
import type { Log } from "../../shared/log.ts";

/**
 * The length of an mp3, m4a or wav file in seconds; `undefined` if it cannot be told. Import this module where it is
 * needed only: the parser is large, and most uploads are no audio.
 */
export async function audioDuration(path: string, log: Log): Promise<number | undefined> {
  try {
    // `duration` reads the whole file where the header does not tell, as in MP3 of variable bit rate.
    const { format } = await parseFile(path, { duration: true, skipCovers: true });
    return format.duration;
  } catch (error) {
    log.debug(`The length of the audio cannot be told: ${String(error)}`);
    return undefined;
  }
}
