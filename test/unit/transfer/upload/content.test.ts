import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contentKindOf, fitsExtension, signatureLength } from "../../../../src/transfer/upload/content.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text.padEnd(signatureLength, "\0"), "latin1");

test.each([
  ["\x89PNG\r\n\x1a\n", "png", "png"],
  ["\xff\xd8\xff\xe0", "jpeg", "jpg"],
  ["\xff\xd8\xff\xe1", "jpeg", "jpeg"],
  ["RIFF\x01\x02\x03\x04WEBPVP8 ", "webp", "webp"],
  ["RIFF\x01\x02\x03\x04WAVEfmt ", "wav", "wav"],
  ["RF64\xff\xff\xff\xffWAVEds64", "wav", "wav"],
  ["BW64\xff\xff\xff\xffWAVEds64", "wav", "wav"],
  ["RIFF\x01\x02\x03\x04AVI LIST", "avi", "avi"],
  ["\0\0\0\x20ftypisom", "isoMedia", "mp4"],
  ["\0\0\0\x20ftypM4A ", "isoMedia", "m4a"],
  ["\0\0\0\x14ftypqt  ", "isoMedia", "mov"],
  ["\0\0\0\x18ftypheic", "isoMedia", "heic"],
  ["\0\0\0\x08wide\0\0\x01\x00mdat", "isoMedia", "mov"],
  ["\x1aE\xdf\xa3", "matroska", "mkv"],
  ["%PDF-1.7", "pdf", "pdf"],
  ["PK\x03\x04", "zip", "zip"],
  ["ID3\x04\0\0", "mp3", "mp3"],
  ["\xff\xfb\x90\x64", "mp3", "mp3"],
  ["\xff\xf3\x18\xc4", "mp3", "mp3"],
])("%o is recognised as %s and fits .%s", (text, kind, extension) => {
  expect(contentKindOf(bytes(text))).toBe(kind);
  expect(fitsExtension(contentKindOf(bytes(text)), extension)).toBe(true);
});

test.each(["3s.m4a", "cbr-3s.mp3", "vbr-3s-without-header.mp3"])("a real %s fits its name", (name) => {
  const head = readFileSync(join(import.meta.dirname, "audio", name)).subarray(0, signatureLength);
  expect(fitsExtension(contentKindOf(head), name.slice(-3))).toBe(true);
});

test("a wrong extension is noticed, in both directions", () => {
  expect(fitsExtension("png", "mp3")).toBe(false);
  expect(fitsExtension("mp3", "wav")).toBe(false);
  expect(fitsExtension("pdf", "txt")).toBe(false);
  expect(fitsExtension(undefined, "png")).toBe(false);
});

test("what has no signature contradicts nothing", () => {
  expect(contentKindOf(bytes("Once upon a time"))).toBeUndefined();
  expect(fitsExtension(undefined, "txt")).toBe(true);
  expect(fitsExtension(undefined, "jsonl")).toBe(true);
  expect(fitsExtension(undefined, "constructor")).toBe(true);
  expect(fitsExtension(undefined, "mp3")).toBe(true);
});

test("what looks a little like an MPEG frame is not taken for mp3", () => {
  const utf16 = Uint8Array.of(0xff, 0xfe, 0x61, 0x00);
  expect(contentKindOf(utf16)).toBeUndefined();
  expect(contentKindOf(Uint8Array.of(0xff, 0xd0, 0x10))).toBeUndefined();
  expect(contentKindOf(Uint8Array.of(0xff, 0xfb, 0xf0))).toBeUndefined();
  expect(contentKindOf(new Uint8Array())).toBeUndefined();
});
