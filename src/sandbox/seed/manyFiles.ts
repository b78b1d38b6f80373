import type { NewFile } from "../sandbox.ts";

const kinds = [
  { purpose: "voice_clone", name: "voice", extension: "wav" },
  { purpose: "prompt_audio", name: "prompt", extension: "mp3" },
  { purpose: "t2a_async_input", name: "章节", extension: "txt" },
  { purpose: "retrieval", name: "document", extension: "pdf" },
  { purpose: "video_understanding", name: "clip", extension: "mp4" },
] as const;

/** A catalog of any size, without bytes on disk. `now`: Unix seconds; the files are one minute apart. */
export function manyFiles(count: number, now: number): readonly NewFile[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? kinds[0];
    return {
      filename: `${kind.name}-${String(index + 1).padStart(5, "0")}.${kind.extension}`,
      purpose: kind.purpose,
      // Files of a purpose with a seven-day life stay within it.
      createdAt: now - (((count - index) * 60) % (6 * 24 * 3600)),
      content: { size: 1000 + ((index * 7919) % 5_000_000), seed: index % 16 },
    };
  });
}
