import { expect, test } from "vitest";
import { isoMediaDuration } from "../../../../../src/transfer/upload/audio/isoMediaDuration.ts";
import { inMemory } from "../../../../support/audio/inMemory.ts";
import {
  box,
  evenRun,
  fragmentBox,
  integers,
  longBox,
  movieBox,
  sampleDefaults,
  sizedBox,
  trackBox,
  unevenRun,
  unknownTime,
} from "../../../../support/audio/isoMedia.ts";

/** 2 s. */
const sound = { timescale: 8000, duration: 16_000, samples: 1 };
const type = box("ftyp", Buffer.from("M4A "), integers(0));
const media = box("mdat", Buffer.alloc(1000, 0x6d));
/** Says nothing of its length. */
const stream = { timescale: 8000 };

function lengthOf(...boxes: readonly Uint8Array[]): Promise<number | undefined> {
  return isoMediaDuration(inMemory(Buffer.concat(boxes)));
}

test("the header may stand before the samples or after them", async () => {
  expect(await lengthOf(type, movieBox([sound]), media)).toBe(2);
  expect(await lengthOf(type, media, movieBox([sound]))).toBe(2);
});

test("a size may be told in eight bytes", async () => {
  expect(await lengthOf(type, longBox("mdat", Buffer.alloc(100)), movieBox([sound]))).toBe(2);
  expect(await lengthOf(type, media, longBox("moov", movieBox([sound]).subarray(8)))).toBe(2);
});

test("a box of size 0 goes on to the end", async () => {
  expect(await lengthOf(type, movieBox([sound]), sizedBox("mdat", 0, Buffer.alloc(100)))).toBe(2);
  expect(await lengthOf(type, media, sizedBox("moov", 0, movieBox([sound]).subarray(8)))).toBe(2);
});

test("times may have eight bytes", async () => {
  const long = { ...sound, version: 1, played: 1500 } as const;
  expect(await lengthOf(type, movieBox([long]))).toBe(1.5);
  expect(await lengthOf(type, movieBox([{ ...long, duration: unknownTime }]))).toBeUndefined();
});

test("the track of sound is measured, not the one of pictures before it", async () => {
  const pictures = { id: 1, handler: "vide", duration: 80_000 };
  expect(await lengthOf(type, movieBox([pictures, { ...sound, id: 2 }]))).toBe(2);
  expect(await lengthOf(type, movieBox([pictures]))).toBeUndefined();
});

test("of two tracks or headers the first is measured, and none whose place was freed", async () => {
  const longer = { ...sound, id: 2, duration: 80_000 };
  expect(await lengthOf(type, movieBox([sound, longer]), movieBox([longer]))).toBe(2);
  const freed = movieBox([longer, sound]);
  freed.write("free", freed.indexOf("trak"));
  expect(await lengthOf(type, freed)).toBe(2);
});

test("what an encoder puts before and after the sound is not played, and not counted", async () => {
  expect(await lengthOf(type, movieBox([{ ...sound, played: 1872 }]))).toBe(1.872);
  // A silence before it is no part of it either.
  expect(await lengthOf(type, movieBox([{ ...sound, played: 2500 }]))).toBe(2);
  expect(await lengthOf(type, movieBox([{ ...sound, played: unknownTime }]))).toBe(2);
});

test.each([
  ["a timescale of 0", { ...sound, timescale: 0 }],
  ["a duration of 0", { ...sound, duration: 0 }],
  ["an unknown duration", { ...sound, duration: unknownTime }],
])("with %s the length is unknown", async (_, track) => {
  expect(await lengthOf(type, movieBox([track]), media)).toBeUndefined();
});

test("in fragments, samples are as long as they say", async () => {
  const first = fragmentBox({ runs: [unevenRun([3000, 2000]), unevenRun([1000])] });
  const second = fragmentBox({ runs: [unevenRun([4000])] });
  expect(await lengthOf(type, movieBox([stream]), first, media, second, media)).toBe(1.25);
});

test("in fragments, samples are as long as their fragment says, or else the header", async () => {
  const told = fragmentBox({ sampleDuration: 500, runs: [evenRun(4), evenRun(4)] });
  const untold = fragmentBox({ runs: [evenRun(4)] });
  expect(await lengthOf(type, movieBox([stream], sampleDefaults(1000)), told, media, untold, media)).toBe(1);
});

test("samples in the header and in fragments add up", async () => {
  const fragment = fragmentBox({ sampleDuration: 1000, runs: [evenRun(8)] });
  expect(await lengthOf(type, movieBox([sound]), media, fragment, media)).toBe(3);
});

test("fragments are counted, whatever a header without samples says of all", async () => {
  const fragment = fragmentBox({ sampleDuration: 1000, runs: [evenRun(8)] });
  for (const duration of [16_000, unknownTime]) {
    expect(await lengthOf(type, movieBox([{ ...sound, duration, samples: 0 }]), fragment, media)).toBe(1);
  }
});

test("fragments of other tracks are not counted, nor those that were freed", async () => {
  const other = fragmentBox({ id: 2, sampleDuration: 1000, runs: [evenRun(80)] });
  const own = fragmentBox({ sampleDuration: 1000, runs: [evenRun(8)] });
  const freed = Buffer.from(own);
  freed.write("free", freed.indexOf("traf"));
  expect(await lengthOf(type, movieBox([stream]), other, media, own, media, freed, media)).toBe(1);
});

test.each([
  ["does not tell how long its samples are", [evenRun(8)]],
  ["claims more samples than it holds", [box("trun", integers(0x100, 1_000_000, 1000))]],
])("where a fragment %s the length is unknown", async (_, runs) => {
  const told = fragmentBox({ sampleDuration: 1000, runs: [evenRun(8)] });
  const movie = movieBox([stream], sampleDefaults(1000, 2));
  expect(await lengthOf(type, movie, told, media, fragmentBox({ runs }), media)).toBeUndefined();
});

test.each([
  ["samples", Buffer.concat([type, movieBox([sound]), media.subarray(0, 500)])],
  ["header", Buffer.concat([type, media, movieBox([sound]).subarray(0, 300)])],
  ["file type", type.subarray(0, 6)],
])("the length of a file whose %s was cut is unknown", async (_, bytes) => {
  expect(await lengthOf(bytes)).toBeUndefined();
});

test("a box whose header goes on beyond the one around it is none", async () => {
  const movie = box("moov", trackBox({ ...sound, played: 1500 }), sizedBox("mvhd", 1));
  expect(await lengthOf(type, movie, media)).toBe(2);
});

test("what follows the last box is no matter", async () => {
  expect(await lengthOf(type, movieBox([sound]), media, Buffer.alloc(3))).toBe(2);
  expect(await lengthOf(type, movieBox([sound]), media, Buffer.alloc(3000))).toBe(2);
});

test.each([
  ["smaller than its own header", sizedBox("free", 4)],
  ["smaller than its own long header", sizedBox("free", 1, integers(0, 12))],
  ["of more bytes than there can be", sizedBox("free", 1, integers(0xffff_ffff, 0xffff_ffff))],
])("a box %s ends the search", async (_, hostile) => {
  expect(await lengthOf(type, hostile, movieBox([sound]))).toBeUndefined();
});

test("a box that claims to go on beyond the one around it does not", async () => {
  const movie = movieBox([sound]);
  const media = movie.indexOf("mdia") - 4;
  const cut = Buffer.concat([movie.subarray(0, media), box("free"), movie.subarray(media)]);
  // All but `mdia` is in the movie; its track claims the rest of the file.
  cut.writeUInt32BE(media - type.length + 8, cut.indexOf("moov") - 4);
  expect(await lengthOf(cut)).toBeUndefined();
});
