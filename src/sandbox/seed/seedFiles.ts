import type { NewFile } from "../sandbox.ts";
import type { Media } from "./media.ts";
import { onePagePdf } from "./pdf.ts";
import { gradientPng } from "./png.ts";
import { arpeggioWav } from "./wav.ts";

/** The largest id there can be: no client may round it. */
export const largestId = "9223372036854775807";

const hour = 3600;
const day = 24 * hour;

/** What a new sandbox holds: one of each kind, with the platform's oddities. `now`: Unix seconds. */
export function seedFiles(media: Media, now: number): readonly NewFile[] {
  const video = { purpose: "video_generation", content: media.mp4, generated: true };
  return [
    {
      filename: "narrator.wav",
      purpose: "voice_clone",
      createdAt: now - 40 * day,
      content: arpeggioWav(10),
    },
    {
      filename: "report.pdf",
      purpose: "retrieval",
      createdAt: now - 30 * day,
      content: onePagePdf("MiniMax Files sandbox"),
    },
    {
      filename: "requests.jsonl",
      purpose: "retrieval",
      createdAt: now - 12 * day,
      content: Buffer.from(requestLines()),
      link: { url: "absent" },
    },
    {
      filename: "first-frame.png",
      purpose: "video_generation_input",
      createdAt: now - 6 * day,
      content: gradientPng(320, 180),
      extra: { checksum_crc64: "12345678901234567890", image_info: { width: 320, height: 180 } },
    },
    {
      filename: "示例文本 (第一章).txt",
      purpose: "t2a_async_input",
      createdAt: now - 3 * day,
      content: Buffer.from("第一章\n\n春天来了，河边的柳树发了芽。\n孩子们在草地上放风筝。\n".repeat(20)),
    },
    { ...video, filename: "output.mp4", id: largestId, createdAt: now - 26 * hour },
    {
      filename: "notes.txt",
      purpose: "customer_archive",
      createdAt: now - 20 * hour,
      content: Buffer.from("A purpose that no documentation mentions.\n"),
      extra: { storage_class: "standard", labels: ["draft", "north"] },
    },
    { filename: "greeting.mp3", purpose: "prompt_audio", createdAt: now - 5 * hour, content: media.mp3 },
    { ...video, filename: "output_aigc.mp4", createdAt: now - 2 * hour, link: { backup: true } },
    { filename: "reference.mp4", purpose: "video_understanding", createdAt: now - hour, content: media.mp4 },
  ];
}

function requestLines(): string {
  const prompts = ["Ocean waves at sunset", "A robot painting", "一只猫在弹钢琴"];
  return prompts
    .map((prompt, index) => `${JSON.stringify({ custom_id: `request-${index + 1}`, prompt })}\n`)
    .join("");
}
