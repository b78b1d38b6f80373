import { createReadStream } from "node:fs";
import { parseStream } from "music-metadata";
import type { Log } from "../../shared/log.ts";
import type { ContentKind } from "./content.ts";
import type { SourceFile } from "./sourceFile.ts";

/** The formats whose length the platform limits. Told to the parser, they save it the detection of hundreds more. */
const mimeTypes: Readonly<Partial<Record<ContentKind, string>>> = {
  mp3: "audio/mpeg",
  isoMedia: "audio/mp4",
  wav: "audio/wav",
};

/**
 * The length of an mp3, m4a or wav file in seconds; `undefined` if it cannot be told, or is something else. Import
 * this module where it is needed only: the parser is large, and most uploads are no audio.
 *
 * @param content what the file's first bytes show it to be, whatever its name says
 */
export async function audioDuration(
  { path, size }: Pick<SourceFile, "path" | "size">,
  content: ContentKind,
  log: Log,
): Promise<number | undefined> {
  const mimeType = mimeTypes[content];
  if (mimeType === undefined) {
    return undefined;
  }
  const stream = createReadStream(path);
  try {
    // `duration` reads the whole file where the header does not tell, as in MP3 of variable bit rate.
    const { format } = await parseStream(stream, { mimeType, size }, { duration: true, skipCovers: true });
    return format.duration;
  } catch (error) {
    log.debug(`The length of the audio cannot be told: ${String(error)}`);
    return undefined;
  } finally {
    stream.destroy();
  }
}
