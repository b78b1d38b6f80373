import { packTar } from "modern-tar";

/** What long speech leaves behind: a tar of the sound, its subtitles and its figures (api.md 3, 6). */
export function speechArchive(id: string, mp3: Uint8Array): Promise<Uint8Array> {
  const titles = [
    { text: "Three tones,", time_begin: 0, time_end: 1000 },
    { text: "one after the other.", time_begin: 1000, time_end: 2000 },
  ];
  const extra = { audio_length: 2000, audio_sample_rate: 16_000, bitrate: 8_000, usage_characters: 32 };
  const file = (extension: string, body: Uint8Array) => ({
    header: { name: `${id}/${id}.${extension}`, size: body.length, mtime: new Date(0) },
    body,
  });
  const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value, undefined, 2));
  return packTar([file("mp3", mp3), file("titles", json(titles)), file("extra", json(extra))]);
}
