import fc from "fast-check";
import { expect, test } from "vitest";
import type { RandomAccess } from "../../../../../src/transfer/upload/audio/randomAccess.ts";
import { inMemory, readers } from "../../../../support/audio/inMemory.ts";
import { disputed, undisputed, type Sample } from "../../../../support/audio/samples.ts";

/** Steps of a reader for each byte of a file, at most: each begins at another byte, or another box around it. */
const mostReadsPerByte = 2;

async function expectSane(content: Sample["content"], bytes: Uint8Array): Promise<void> {
  const file = inMemory(bytes);
  const limit = 100 + mostReadsPerByte * bytes.length;
  let reads = 0;
  const counting: RandomAccess = {
    size: file.size,
    read: (position, length) => {
      if (++reads > limit) {
        throw new Error(`More than ${limit} reads`);
      }
      return file.read(position, length);
    },
  };
  const seconds = await readers[content](counting);
  if (seconds !== undefined) {
    expect(seconds).toBeGreaterThanOrEqual(0);
    expect(seconds).toBeLessThan(Infinity);
  }
}

const anyContent = fc.constantFrom("mp3", "isoMedia", "wav");

/** Bytes, among them many that numbers of sizes are hostile with. */
const anyBytes = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 16 }),
      fc
        .constantFrom("RIFF", "WAVE", "data", "fmt ", "ds64", "ID3", "moov", "trak", "mdia", "moof", "traf")
        .map((text) => Buffer.from(text)),
      fc
        .constantFrom(
          [0, 0, 0, 0],
          [0, 0, 0, 1],
          [0, 0, 0, 8],
          [0xff, 0xff, 0xff, 0xff],
          [0xff, 0xfb, 0x90, 0],
        )
        .map((values) => Buffer.from(values)),
    ),
    { maxLength: 60 },
  )
  .map((parts) => Buffer.concat(parts));

test("of any bytes the length is a number, or unknown", async () => {
  await fc.assert(fc.asyncProperty(anyContent, anyBytes, expectSane));
});

/** A change to a file: bytes put in the place of others, at a part of its length. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  removed: fc.oneof(fc.constant(4), fc.nat(40)),
  added: fc.oneof(
    fc.constantFrom([0, 0, 0, 0], [0xff, 0xff, 0xff, 0xff], [0x7f, 0xff, 0xff, 0xff]),
    fc.array(fc.nat(255), { maxLength: 8 }),
  ),
});

function changed(
  bytes: Buffer,
  { at, removed, added }: { at: number; removed: number; added: readonly number[] },
): Buffer {
  const position = Math.floor(at * bytes.length);
  return Buffer.concat([bytes.subarray(0, position), Buffer.from(added), bytes.subarray(position + removed)]);
}

test("of a damaged file the length is a number, or unknown", async () => {
  const samples = [...undisputed, ...disputed];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...samples),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      async ({ content, bytes }, changes) => {
        await expectSane(content, changes.reduce(changed, bytes));
      },
    ),
    { numRuns: 500 },
  );
});

test("of a file that was cut anywhere the length is a number, or unknown", async () => {
  const samples = [...undisputed, ...disputed];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...samples), fc.nat(2000), async ({ content, bytes }, length) => {
      await expectSane(content, bytes.subarray(0, length));
    }),
  );
});

test.each([
  ["empty chunks", "wav", "RIFFsizeWAVE", "junk\0\0\0\0"],
  ["formats", "wav", "RIFFsizeWAVE", "fmt \0\0\0\0"],
  ["empty tags", "mp3", "", "ID3\x04\0\0\0\0\0\0"],
  ["the smallest frames", "mp3", "", "\xff\xfb\x18"],
  ["half a header", "mp3", "", "\xff"],
  ["boxes of nothing", "isoMedia", "", "\0\0\0\x08free"],
  ["boxes that go on to the end", "isoMedia", "", "\0\0\0\0moov"],
  ["boxes of less than their header", "isoMedia", "", "\0\0\0\x01moov\0\0\0\0\0\0\0\0"],
  ["boxes of 2^64 bytes", "isoMedia", "", "\0\0\0\x01moov\xff\xff\xff\xff\xff\xff\xff\xff"],
  ["boxes in boxes", "isoMedia", "\0\0\0\0moov\0\0\0\0trak", "\0\0\0\0mdia"],
  ["tracks that claim all", "isoMedia", "\0\0\0\0moov", "\x7f\xff\xff\xfftrak"],
  ["tracks of nothing", "isoMedia", "\0\0\0\0moov", "\0\0\0\x08trak"],
  ["fragments that claim all", "isoMedia", "\0\0\0\0moof", "\x7f\xff\xff\xfftraf"],
] as const)("a file full of %s takes no more work than its size", async (_, content, begin, unit) => {
  await expectSane(content, Buffer.from(begin + unit.repeat(50_000), "latin1"));
});
