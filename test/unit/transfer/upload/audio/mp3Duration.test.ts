import { parseBuffer } from "music-metadata";
import { expect, test } from "vitest";
import { mp3Duration } from "../../../../../src/transfer/upload/audio/mp3Duration.ts";
import { mpegFrameAt } from "../../../../../src/transfer/upload/audio/mpegFrame.ts";
import { inMemory } from "../../../../support/audio/inMemory.ts";
import {
  frame64,
  frames,
  frameSeconds,
  id3Tag,
  indexFrame,
  mpeg1Layer3,
  mpeg25Layer3,
  mpegFrame,
  rates,
} from "../../../../support/audio/mpeg.ts";

/** How many frames long a file is. */
async function countIn(...parts: readonly Uint8Array[]): Promise<number | undefined> {
  const seconds = await mp3Duration(inMemory(Buffer.concat(parts)));
  return seconds === undefined ? undefined : seconds / frameSeconds;
}

/** Every header of layers III and II that tells a length, but for its padding. */
const headers = [0xfa, 0xfc, 0xf2, 0xf4, 0xe2, 0xe4].flatMap((second) =>
  [...Array(14 * 3).keys()].map((index) => [second, rates(1 + Math.floor(index / 3), index % 3)] as const),
);

test("frames of every version, bit rate and sample rate are as long as music-metadata says", async () => {
  for (const [second, third] of headers) {
    const { length, seconds } = mpegFrameAt(Buffer.of(0xff, second, third), 0)!;
    const file = frames(20, mpegFrame(second, third, length));
    const { format } = await parseBuffer(file, { mimeType: "audio/mpeg" }, { duration: true });
    expect(format.duration).toBeCloseTo(20 * seconds, 9);
    expect(await mp3Duration(inMemory(file))).toBeCloseTo(20 * seconds, 9);
  }
});

// Layer, bit rate in kbit/s and sample rate in kHz, header, bytes, samples.
test.each([
  ["III 128/44.1", 0xfb, rates(9, 0), 417, 1152 / 44_100],
  ["III 128/44.1, padded", 0xfb, rates(9, 0, true), 418, 1152 / 44_100],
  ["III 320/32", 0xfb, rates(14, 2), 1440, 1152 / 32_000],
  ["III 64/22.05", 0xf3, rates(8, 0), 208, 576 / 22_050],
  ["III 8/8", 0xe3, rates(1, 2), 72, 576 / 8000],
  ["II 384/48", 0xfd, rates(14, 1), 1152, 1152 / 48_000],
  ["II 160/8, the longest, padded", 0xe5, rates(14, 2, true), 2881, 1152 / 8000],
  ["I 32/44.1", 0xff, rates(1, 0), 32, 384 / 44_100],
  ["I 448/48, padded", 0xff, rates(14, 1, true), 452, 384 / 48_000],
  ["I 256/16", 0xf7, rates(14, 2), 768, 384 / 16_000],
])("a frame of layer %s has its bytes and seconds", (_, second, third, length, seconds) => {
  expect(mpegFrameAt(Buffer.of(0xff, second, third), 0)).toMatchObject({ length, seconds });
});

test.each([
  ["a reserved version", 0xeb, rates(9, 0)],
  ["a reserved layer", 0xf9, rates(9, 0)],
  ["a forbidden bit rate", 0xfb, rates(15, 0)],
  ["free format", 0xfb, rates(0, 0)],
  ["a reserved sample rate", 0xfb, rates(9, 3)],
  ["no sync", 0xdb, rates(9, 0)],
])("the length of what has %s is unknown", async (_, second, third) => {
  expect(await countIn(frames(20, mpegFrame(second, third, 417)))).toBeUndefined();
});

test("frames are counted where the bit rate varies and nothing tells how many there are", async () => {
  // The first ones are alike, as in a silence: whoever concludes from them is wrong.
  expect(await countIn(frames(10, frame64), frames(300), frames(100, frame64))).toBeCloseTo(410);
});

test("frames are counted over all blocks that are read", async () => {
  expect(await countIn(frames(5000))).toBeCloseTo(5000);
  expect(await countIn(Buffer.alloc(100_000), frames(5000))).toBeCloseTo(5000);
});

test.each(["Xing", "Info", "VBRI"] as const)("the %s frame of an encoder is no sound", async (name) => {
  const sound = frames(100);
  expect(await countIn(indexFrame(name, 100, sound.length + 417), sound)).toBeCloseTo(100);
});

test("a file that was cut is as long as what is left, whatever its encoder told", async () => {
  const whole = Buffer.concat([indexFrame("Info", 100, 100 * 417), frames(100)]);
  expect(await countIn(whole.subarray(0, 417 * 51))).toBeCloseTo(50);
  expect(await countIn(whole.subarray(0, 417 * 51 + 200))).toBeCloseTo(50);
  expect(await countIn(whole.subarray(0, 417 * 51 + 2))).toBeCloseTo(50);
});

test("files joined to one are as long as both, whatever the first tells", async () => {
  const first = Buffer.concat([indexFrame("Xing", 100, 100 * 417), frames(100)]);
  expect(await countIn(first, frames(50))).toBeCloseTo(150);
  const other = mpegFrame(mpeg25Layer3, rates(1, 2), 72);
  expect(await countIn(first, frames(50, other))).toBeCloseTo(100 + (50 * 0.072) / frameSeconds);
});

test("tags before the sound are passed over, however they look", async () => {
  expect(await countIn(id3Tag(1000), frames(20))).toBeCloseTo(20);
  expect(await countIn(id3Tag(200_000), frames(20))).toBeCloseTo(20);
  expect(await countIn(id3Tag(1000, { footer: true }), frames(20))).toBeCloseTo(20);
  const several = [id3Tag(0), id3Tag(1000), id3Tag(2000, { footer: true }), id3Tag(3000)];
  expect(await countIn(...several, frames(20))).toBeCloseTo(20);
});

test("tags after the sound are not counted", async () => {
  const id3 = Buffer.concat([Buffer.from("TAG"), Buffer.alloc(125, 0x41)]);
  const ape = Buffer.concat([Buffer.from("APETAGEX"), Buffer.alloc(24), Buffer.alloc(3000, 0xff)]);
  const lyrics = Buffer.from("LYRICSBEGININD0000200000017LYRICS200");
  expect(await countIn(frames(20), ape, lyrics, id3)).toBeCloseTo(20);
});

test("noise before the sound or in it costs no more than what it hit", async () => {
  const noise = Buffer.alloc(1000, 0xff);
  expect(await countIn(noise, frames(20))).toBeCloseTo(20);
  expect(await countIn(frames(20), noise, frames(20))).toBeCloseTo(40);
  const hit = frames(40);
  hit.fill(0, 417 * 20, 417 * 21 + 100);
  expect(await countIn(hit)).toBeCloseTo(38);
});

test("a single header is no frame, nor are two that disagree", async () => {
  const header = Buffer.of(0xff, mpeg1Layer3, rates(9, 0), 0);
  const other = Buffer.of(0xff, mpeg1Layer3, rates(9, 1), 0);
  const alone = Buffer.concat([header, Buffer.alloc(600)]);
  const apart = Buffer.concat([header, Buffer.alloc(413), other, Buffer.alloc(600)]);
  expect(await countIn(frames(20), Buffer.alloc(9), alone, apart)).toBeCloseTo(20);
  expect(await countIn(alone)).toBeUndefined();
});

test("frames that turn up by chance in something else tell nothing", async () => {
  expect(await countIn(Buffer.alloc(100_000), frames(3))).toBeUndefined();
});

test.each([
  ["nothing", Buffer.alloc(0)],
  ["a tag that goes on beyond the end", id3Tag(5000).subarray(0, 3000)],
  ["an index without sound", indexFrame("Info", 0, 0)],
])("the length of %s is unknown", async (_, bytes) => {
  expect(await countIn(bytes)).toBeUndefined();
});
