import { expect, test } from "vitest";
import { wavDuration } from "../../../../../src/transfer/upload/audio/wavDuration.ts";
import { inMemory } from "../../../../support/audio/inMemory.ts";
import {
  chunk,
  extensible,
  formatChunk,
  fourBytes,
  longSizes,
  riff,
  untold,
} from "../../../../support/audio/riff.ts";

/** 2 s of 16 bits at 8 kHz. */
const samples = Buffer.alloc(2 * 16_000, 0x55);

function lengthOf(...chunks: readonly Uint8Array[]): Promise<number | undefined> {
  return wavDuration(inMemory(riff(chunks)));
}

test.each([
  ["8 bits", { bits: 8 }, 4],
  ["16 bits", {}, 2],
  ["24 bits in stereo", { bits: 24, channels: 2 }, 2 / 3],
  ["32 bits of float", { tag: 3, bits: 32 }, 1],
  ["A-law", { tag: 6, bits: 8 }, 4],
  ["µ-law", { tag: 7, bits: 8, sampleRate: 16_000 }, 2],
  ["an extensible format that is PCM", { tag: extensible, subformat: 1 }, 2],
])("samples of %s are counted", async (_, format, seconds) => {
  expect(await lengthOf(formatChunk(format), chunk("data", samples))).toBe(seconds);
});

test("chunks may come in any order, and those of an odd size are padded", async () => {
  const odd = chunk("LIST", Buffer.alloc(13, 0x41));
  expect(await lengthOf(odd, chunk("data", samples), odd, formatChunk(), odd)).toBe(2);
});

test("other chunks after the samples are no sound", async () => {
  expect(await lengthOf(formatChunk(), chunk("data", samples), chunk("LIST", samples))).toBe(2);
});

test.each([
  ["0", 0],
  ["unknown", untold],
  ["beyond the end of the file", 0x7fff_f000],
])("a writer into a pipe says that the size is %s: all the rest is sound", async (_, size) => {
  expect(await lengthOf(formatChunk(), chunk("data", samples, size))).toBe(2);
});

test("no chunk is looked for in sound that goes on to the end of the file", async () => {
  const sound = Buffer.concat([chunk("data", Buffer.alloc(8)), formatChunk({ sampleRate: 1 })]);
  expect(await lengthOf(formatChunk(), chunk("data", sound, 0))).toBe(sound.length / 16_000);
});

test.each(["RF64", "BW64"])("%s tells the size of its samples in ds64", async (id) => {
  const sound = [formatChunk(), chunk("data", samples, untold), chunk("LIST", samples)];
  expect(await wavDuration(inMemory(riff([longSizes(BigInt(samples.length)), ...sound], id)))).toBe(2);
  // Its writer did not know, or lied.
  expect(await wavDuration(inMemory(riff([longSizes(0n), ...sound], id)))).toBeGreaterThan(4);
  expect(await wavDuration(inMemory(riff([longSizes(2n ** 64n - 2n), ...sound], id)))).toBeGreaterThan(4);
});

test("compressed samples are those that fact tells of", async () => {
  const adpcm = formatChunk({ tag: 0x11, bits: 4, bytesPerBlock: 256 });
  expect(await lengthOf(adpcm, chunk("fact", fourBytes(12_000)), chunk("data", samples))).toBe(1.5);
  const hidden = formatChunk({ tag: extensible, subformat: 2, bits: 4, bytesPerBlock: 256 });
  expect(await lengthOf(hidden, chunk("fact", fourBytes(12_000)), chunk("data", samples))).toBe(1.5);
});

test.each([
  ["fact is missing", []],
  ["fact tells of none", [chunk("fact", fourBytes(0))]],
  ["its writer did not know", [chunk("fact", fourBytes(untold))]],
])("the length of compressed samples is unknown where %s", async (_, fact) => {
  const adpcm = formatChunk({ tag: 0x11, bits: 4, bytesPerBlock: 256 });
  expect(await lengthOf(adpcm, ...fact, chunk("data", samples))).toBeUndefined();
});

test("the length of compressed samples is unknown where some were cut off", async () => {
  const adpcm = formatChunk({ tag: 0x11, bits: 4, bytesPerBlock: 256 });
  const cut = chunk("data", samples, samples.length + 1);
  expect(await lengthOf(adpcm, chunk("fact", fourBytes(12_000)), cut)).toBeUndefined();
});

test.each([
  ["a sample rate of 0", [formatChunk({ sampleRate: 0 }), chunk("data", samples)]],
  ["blocks of 0 bytes", [formatChunk({ bytesPerBlock: 0 }), chunk("data", samples)]],
  ["no format", [chunk("data", samples)]],
  ["a format that was cut", [chunk("data", samples), formatChunk().subarray(0, 20)]],
  ["no samples", [formatChunk()]],
])("with %s the length is unknown", async (_, chunks) => {
  expect(await lengthOf(...chunks)).toBeUndefined();
});
