import { open } from "node:fs/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { silentLog } from "../../../../src/shared/log.ts";
import { audioDuration } from "../../../../src/transfer/upload/audioDuration.ts";
import { openSource } from "../../../../src/transfer/upload/sourceFile.ts";
import { makeScratch, silentWav, type Scratch } from "./support.ts";

let scratch: Scratch;
const { signal } = new AbortController();

beforeAll(async () => {
  scratch = await makeScratch();
});
afterAll(() => scratch.remove());

test("the length of what is no sound is unknown", async () => {
  const source = await openSource(await scratch.put("sound.wav", silentWav(12.5)));
  try {
    expect(await audioDuration(source, "wav", silentLog, signal)).toBe(12.5);
    expect(await audioDuration(source, "png", silentLog, signal)).toBeUndefined();
  } finally {
    await source.handle.close();
  }
});

test("a file that cannot be read is unknown in length, and the log says why", async () => {
  const handle = await open(await scratch.put("closed.wav", silentWav(1)));
  await handle.close();
  const messages: string[] = [];
  const log = { ...silentLog, debug: (message: string) => messages.push(message) };
  expect(await audioDuration({ handle, size: 8044 }, "wav", log, signal)).toBeUndefined();
  expect(messages).toEqual([expect.stringContaining("file closed")]);
});

test("a file is read no further once the signal is aborted", async () => {
  await using handle = await open(await scratch.put("long.mp3", Buffer.alloc(1_000_000)));
  const controller = new AbortController();
  const read = vi.spyOn(handle, "read");
  const length = audioDuration({ handle, size: 1_000_000 }, "mp3", silentLog, controller.signal);
  controller.abort(new Error("enough"));
  await expect(length).rejects.toThrow("enough");
  expect(read).toHaveBeenCalledOnce();
});
