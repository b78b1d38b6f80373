import { pack } from "tar-stream";

/** What long speech leaves behind: a tar of the sound, its subtitles and its figures (api.md 3, 6). */
export async function speechArchive(id: string, mp3: Uint8Array): Promise<Buffer> {
  const tar = pack();
  const mtime = new Date(0);
  const titles = [
    { text: "Three tones,", time_begin: 0, time_end: 1000 },
    { text: "one after the other.", time_begin: 1000, time_end: 2000 },
  ];
  const extra = { audio_length: 2000, audio_sample_rate: 16_000, bitrate: 8_000, usage_characters: 32 };
  tar.entry({ name: `${id}/${id}.mp3`, mtime }, Buffer.from(mp3));
  tar.entry({ name: `${id}/${id}.titles`, mtime }, JSON.stringify(titles, undefined, 2));
  tar.entry({ name: `${id}/${id}.extra`, mtime }, JSON.stringify(extra, undefined, 2));
  tar.finalize();
  const parts: Uint8Array[] = [];
  for await (const part of tar as AsyncIterable<Uint8Array>) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}
