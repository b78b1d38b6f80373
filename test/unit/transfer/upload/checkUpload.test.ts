import { execFileSync } from "node:child_process";
import { readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { silentLog } from "../../../../src/shared/log.ts";
import { checkUpload } from "../../../../src/transfer/upload/checkUpload.ts";
import type { UploadProblem } from "../../../../src/transfer/upload/problem.ts";
import { makeScratch, silentWav, type Scratch } from "./support.ts";

const audio = join(import.meta.dirname, "audio");
let scratch: Scratch;

beforeAll(async () => {
  scratch = await makeScratch();
});
afterAll(() => scratch.remove());

function check(path: string, purpose: string, filename: string): Promise<readonly UploadProblem[]> {
  const deps = { log: silentLog, signal: new AbortController().signal };
  return checkUpload({ path, purpose, filename }, deps);
}

async function checkContent(
  filename: string,
  content: string | Uint8Array,
  purpose: string,
): Promise<readonly UploadProblem[]> {
  return check(await scratch.put(filename, content), purpose, filename);
}

test("a voice is checked for its length", async () => {
  expect(await checkContent("good.wav", silentWav(12), "voice_clone")).toEqual([]);
  expect(await checkContent("short.wav", silentWav(9), "voice_clone")).toEqual([
    { severity: "error", kind: "tooShort", seconds: 9, limit: 10 },
  ]);
  expect(await checkContent("long.wav", silentWav(301), "voice_clone")).toMatchObject([
    { kind: "tooLong", seconds: 301 },
  ]);
  expect(await checkContent("prompt.wav", silentWav(9), "prompt_audio")).toMatchObject([
    { kind: "tooLong", limit: 8 },
  ]);
  expect(await check(join(audio, "cbr-3s.mp3"), "prompt_audio", "cbr-3s.mp3")).toEqual([]);
});

test("audio that no parser understands is let through with a warning", async () => {
  expect(await checkContent("noise.mp3", "ID3 this is no music at all", "prompt_audio")).toEqual([
    { severity: "warning", kind: "durationUnknown" },
  ]);
});

test.skipIf(process.platform !== "linux")(
  "a file that was checked is closed, whatever is in it",
  async () => {
    for (const content of [silentWav(12), "RIFF\x04\0\0\0WAVE", "\0\0\0\x01moov", "ID3 this is no music"]) {
      await checkContent("closed.wav", content, "voice_clone");
      await checkContent("closed.mp3", content, "voice_clone");
    }
    const links = (await readdir("/proc/self/fd")).map((name) => readlink(`/proc/self/fd/${name}`));
    // The descriptor that lists them is gone by now.
    const files = await Promise.all(links.map((link) => link.catch(() => "")));
    expect(files.filter((file) => file.startsWith(scratch.folder))).toEqual([]);
  },
);

test("a text is checked for its characters, not its bytes", async () => {
  expect(await checkContent("good.txt", "声".repeat(999_999), "t2a_async_input")).toEqual([]);
  expect(await checkContent("long.txt", "声".repeat(1_000_000), "t2a_async_input")).toEqual([
    { severity: "error", kind: "tooManyCharacters", characters: 1_000_000, limit: 1_000_000 },
  ]);
  expect(await checkContent("gbk.txt", Buffer.of(0xc4, 0xe3, 0xba, 0xc3), "t2a_async_input")).toEqual([
    { severity: "warning", kind: "notUtf8" },
  ]);
});

test("an archive of texts is not counted as one text", async () => {
  const archive = Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(1_100_000, 0x61)]);
  expect(await checkContent("texts.zip", archive, "t2a_async_input")).toEqual([]);
});

test("the name that the platform gets decides, not the one on this disk", async () => {
  const path = await scratch.put("download.tmp", silentWav(3));
  expect(await check(path, "prompt_audio", "voice.wav")).toEqual([]);
});

test("a lying extension is noticed", async () => {
  const png = Buffer.from("\x89PNG\r\n\x1a\n not much of an image", "latin1");
  expect(await checkContent("photo.jpg", png, "video_generation_input")).toEqual([
    { severity: "warning", kind: "contentMismatch", extension: "jpg", content: "png" },
  ]);
});

test("an empty file is told as such", async () => {
  expect(await checkContent("empty.txt", "", "t2a_async_input")).toEqual([
    { severity: "error", kind: "empty" },
  ]);
});

test("a folder is no file, and a file that is gone cannot be read", async () => {
  expect(await check(scratch.folder, "retrieval", "folder")).toEqual([
    { severity: "error", kind: "notAFile" },
  ]);
  expect(await check(join(scratch.folder, "gone"), "retrieval", "gone")).toEqual([
    { severity: "error", kind: "unreadable", code: "ENOENT" },
  ]);
});

test.skipIf(process.platform === "win32")("a named pipe is refused at once, not waited for", async () => {
  const path = join(scratch.folder, "pipe");
  execFileSync("mkfifo", [path]);
  expect(await check(path, "retrieval", "pipe")).toEqual([{ severity: "error", kind: "notAFile" }]);
});

test("a check that is cancelled rejects with the signal's reason", async () => {
  const path = await scratch.put("cancelled.txt", "text");
  const signal = AbortSignal.abort(new Error("enough"));
  const job = { path, purpose: "t2a_async_input", filename: "cancelled.txt" };
  await expect(checkUpload(job, { log: silentLog, signal })).rejects.toThrow("enough");
});
