import { open } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { silentLog } from "../../../../src/shared/log.ts";
import { audioDuration } from "../../../../src/transfer/upload/audioDuration.ts";
import { openSource } from "../../../../src/transfer/upload/sourceFile.ts";
import { makeScratch, silentWav, type Scratch } from "./support.ts";

let scratch: Scratch;

beforeAll(async () => {
  scratch = await makeScratch();
});
afterAll(() => scratch.remove());

test("the length of what is no sound is unknown", async () => {
  const source = await openSource(await scratch.put("sound.wav", silentWav(12.5)));
  try {
    expect(await audioDuration(source, "wav", silentLog)).toBe(12.5);
    expect(await audioDuration(source, "png", silentLog)).toBeUndefined();
  } finally {
    await source.handle.close();
  }
});

test("a file that cannot be read is unknown in length, and the log says why", async () => {
  const handle = await open(await scratch.put("closed.wav", silentWav(1)));
  await handle.close();
  const messages: string[] = [];
  const log = { ...silentLog, debug: (message: string) => messages.push(message) };
  expect(await audioDuration({ handle, size: 8044 }, "wav", log)).toBeUndefined();
  expect(messages).toEqual([expect.stringContaining("file closed")]);
});
