import { parseBuffer } from "music-metadata";
import { expect, test } from "vitest";
import { inMemory, readers } from "../../../../support/audio/inMemory.ts";
import { recording, undisputed, type Sample } from "../../../../support/audio/samples.ts";

const mimeTypes = { mp3: "audio/mpeg", isoMedia: "audio/mp4", wav: "audio/wav" };

function ours({ content, bytes }: Sample): Promise<number | undefined> {
  return readers[content](inMemory(bytes));
}

/** What music-metadata tells, which rejects what it does not like. */
async function theirs({ content, bytes }: Sample): Promise<number | undefined> {
  try {
    const { format } = await parseBuffer(bytes, { mimeType: mimeTypes[content] }, { duration: true });
    return format.duration;
  } catch {
    return undefined;
  }
}

test.each(undisputed.map((sample) => [sample.name, sample] as const))(
  "%s is as long as music-metadata says",
  async (_, sample) => {
    const expected = await theirs(sample);
    const seconds = await ours(sample);
    // It takes a frame that tells of the others for one of them, and the like.
    expect(Math.abs((seconds ?? -1) - (expected ?? -1))).toBeLessThan(0.05);
  },
);

test.each([
  ["cbr-3s.mp3", "mp3", 3.168, 3.168],
  // It takes the first frames, which are alike, for all of them.
  ["vbr-3s-without-header.mp3", "mp3", 3.168, 3.024],
  // It counts the encoder's run-up, which is not played.
  ["3s.m4a", "isoMedia", 3, 3.128],
] as const)(
  "the recording %s is told better than by music-metadata",
  async (name, content, length, other) => {
    const sample = recording(`test/unit/transfer/upload/audio/${name}`, content);
    expect(await ours(sample)).toBeCloseTo(length, 3);
    expect(await theirs(sample)).toBeCloseTo(other, 3);
  },
);

test.each([
  ["tone.mp3", "mp3", 2.088],
  ["clip.mp4", "isoMedia", 2.021],
] as const)("the sandbox's %s is measured", async (name, content, length) => {
  expect(await ours(recording(`media/sandbox/${name}`, content))).toBeCloseTo(length, 3);
});
