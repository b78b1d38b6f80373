import fc from "fast-check";
import { expect, test } from "vitest";
import { anyText } from "../../../support/anyText.ts";
import { countCharacters } from "../../../../src/transfer/upload/characters.ts";

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) {
    yield await Promise.resolve(bytes.subarray(start, start + size));
  }
}

test("characters are counted right wherever the chunks are cut", async () => {
  await fc.assert(
    fc.asyncProperty(anyText, fc.integer({ min: 1, max: 9 }), async (text, size) => {
      fc.pre(!text.startsWith("\uFEFF"));
      expect(await countCharacters(inPieces(Buffer.from(text), size))).toBe(Array.from(text).length);
    }),
  );
});

test("an emoji is one character, a byte order mark none", async () => {
  expect(await countCharacters(inPieces(Buffer.from("\uFEFFaé声🎧"), 2))).toBe(4);
  expect(await countCharacters(inPieces(Buffer.from("a\uFEFFb"), 2))).toBe(3);
  expect(await countCharacters(inPieces(Buffer.from(""), 2))).toBe(0);
});

test.each([
  ["a byte that never occurs", [0x61, 0xff, 0x62]],
  ["GBK", [0xc4, 0xe3, 0xba, 0xc3]],
  ["UTF-16", [0xff, 0xfe, 0x61, 0x00]],
  ["a character cut off at the end", [0x61, 0xe5, 0xa3]],
  ["an encoded surrogate", [0xed, 0xa0, 0x80]],
])("%s is noticed as no UTF-8", async (_name, bytes) => {
  expect(await countCharacters(inPieces(Uint8Array.from(bytes), 1))).toBeUndefined();
});

test("a failure to read is no finding about the text", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from("a"));
    throw new Error("EIO");
  }
  await expect(countCharacters(broken())).rejects.toThrow("EIO");
});
