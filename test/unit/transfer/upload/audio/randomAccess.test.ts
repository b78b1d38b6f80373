import { open } from "node:fs/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { randomAccess, windowSize } from "../../../../../src/transfer/upload/audio/randomAccess.ts";
import { makeScratch, type Scratch } from "../support.ts";

let scratch: Scratch;
const { signal } = new AbortController();
const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251));

beforeAll(async () => {
  scratch = await makeScratch();
  await scratch.put("file", content);
});
afterAll(() => scratch.remove());

test("any part of a file is read as it is, forwards and back", async () => {
  await using handle = await open(`${scratch.folder}/file`);
  const file = randomAccess(handle, content.length, signal);
  for (const [position, length] of [
    [0, 10],
    [5, windowSize],
    [windowSize - 2, 8],
    [299_990, 10],
    [100, 0],
    [200_000, windowSize],
    [3, 1],
  ] as const) {
    expect((await file.read(position, length))?.equals(content.subarray(position, position + length))).toBe(
      true,
    );
  }
});

test("what was read stays as it is when other parts are read", async () => {
  await using handle = await open(`${scratch.folder}/file`);
  const file = randomAccess(handle, content.length, signal);
  const first = await file.read(0, 10);
  await file.read(200_000, 10);
  expect(first).toEqual(content.subarray(0, 10));
});

test("beyond the end there is nothing, nor where a file was cut since", async () => {
  await using handle = await open(`${scratch.folder}/file`);
  const file = randomAccess(handle, content.length, signal);
  expect(await file.read(299_991, 10)).toBeUndefined();
  expect(await file.read(2 ** 64, 10)).toBeUndefined();
  const longer = randomAccess(handle, content.length + 100, signal);
  expect(await longer.read(299_991, 10)).toBeUndefined();
});

test("small steps forward read no byte twice from the disk", async () => {
  await using handle = await open(`${scratch.folder}/file`);
  const file = randomAccess(handle, content.length, signal);
  const read = vi.spyOn(handle, "read");
  for (let position = 0; position < content.length; position += 8) {
    await file.read(position, 8);
  }
  expect(read).toHaveBeenCalledTimes(Math.ceil(content.length / windowSize));
});
