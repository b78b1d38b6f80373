import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The seed's real recordings, shipped with the extension. */
export interface Media {
  /** Two seconds of three tones. */
  readonly mp3: Buffer;
  /** Two seconds of a moving gradient with sound, H.264 and AAC. */
  readonly mp4: Buffer;
}

export async function readMedia(folder: string): Promise<Media> {
  const [mp3, mp4] = await Promise.all([
    readFile(join(folder, "tone.mp3")),
    readFile(join(folder, "clip.mp4")),
  ]);
  return { mp3, mp4 };
}
