import { randomBytes } from "node:crypto";
import { appendFile, rename, truncate, unlink, utimes, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FileBody } from "../../../../src/transfer/upload/fileBody.ts";
import { frameMultipart } from "../../../../src/transfer/upload/multipart.ts";
import { openSource } from "../../../../src/transfer/upload/sourceFile.ts";
import { makeScratch, type Scratch } from "./support.ts";

const mebibyte = 1024 * 1024;
const framing = frameMultipart({ boundary: "B", fields: {}, file: { field: "file", filename: "a" } });

let scratch: Scratch;
beforeAll(async () => {
  scratch = await makeScratch();
});
afterAll(() => scratch.remove());

async function withBody<T>(
  path: string,
  use: (body: FileBody, progress: readonly number[]) => Promise<T>,
): Promise<T> {
  const source = await openSource(path);
  try {
    const progress: number[] = [];
    return await use(new FileBody(source, framing, (sent) => progress.push(sent)), progress);
  } finally {
    await source.handle.close();
  }
}

async function drain(body: FileBody): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body.chunks()) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

test.each([1, mebibyte - 1, mebibyte, mebibyte + 1, 6 * mebibyte + 5])(
  "a file of %d bytes is sent exactly, within its framing, under the announced length",
  async (size) => {
    const content = randomBytes(size);
    const path = await scratch.put(`exact-${size}`, content);
    await withBody(path, async (body) => {
      const expected = Buffer.concat([framing.head, content, framing.tail]);
      expect(body.length).toBe(expected.length);
      expect((await drain(body)).equals(expected)).toBe(true);
      expect(body.failure).toBeUndefined();
    });
  },
);

test("progress counts a chunk only once the next is asked for", async () => {
  const path = await scratch.put("progress", randomBytes(2 * mebibyte + 5));
  await withBody(path, async (body, progress) => {
    const chunks = body.chunks();
    await chunks.next();
    await chunks.next();
    expect(progress).toEqual([]);
    await chunks.next();
    expect(progress).toEqual([mebibyte]);
    expect(body.complete).toBe(false);
    await chunks.next();
    await chunks.next();
    expect(progress).toEqual([mebibyte, 2 * mebibyte, 2 * mebibyte + 5]);
    expect(body.complete).toBe(true);
  });
});

test("a large file goes through one buffer, and a chunk stays intact until three more were asked for", async () => {
  const content = randomBytes(9 * mebibyte);
  const path = await scratch.put("ring", content);
  await withBody(path, async (body) => {
    const buffers = new Set<ArrayBufferLike>();
    const held: { readonly chunk: Uint8Array; readonly start: number }[] = [];
    let start = 0;
    for await (const chunk of body.chunks()) {
      if (chunk.length === mebibyte) {
        buffers.add(chunk.buffer);
        held.push({ chunk, start });
        start += chunk.length;
        for (const recent of held.slice(-4)) {
          const expected = content.subarray(recent.start, recent.start + mebibyte);
          expect(expected.equals(recent.chunk)).toBe(true);
        }
      }
    }
    expect(held).toHaveLength(9);
    expect(buffers.size).toBe(1);
  });
});

test("a body is sent once only", async () => {
  await withBody(await scratch.put("once", "x"), async (body) => {
    await drain(body);
    await expect(drain(body)).rejects.toThrow("only once");
  });
});

describe("a file that changes while it is sent ends the body before the closing boundary", () => {
  const size = 3 * mebibyte;

  test.each<[string, (path: string) => Promise<void>]>([
    ["is cut", (path) => truncate(path, size - 10)],
    ["is emptied", (path) => truncate(path, 0)],
    ["grows", (path) => appendFile(path, "more")],
    ["is written over, at the same size", (path) => writeFile(path, randomBytes(size))],
    [
      "is replaced by another",
      async (path) => {
        await writeFile(`${path}.new`, randomBytes(size));
        await rename(`${path}.new`, path);
      },
    ],
    ["is deleted", (path) => unlink(path)],
    ["has a new time of change", (path) => utimes(path, 1, 1)],
  ])("when it %s", async (name, change) => {
    const path = await scratch.put(`changed ${name}`, randomBytes(size));
    await withBody(path, async (body) => {
      const seen: Uint8Array[] = [];
      const reading = (async (): Promise<void> => {
        for await (const chunk of body.chunks()) {
          seen.push(chunk.slice(0, 64));
          if (seen.length === 2) {
            await change(path);
          }
        }
      })();
      await expect(reading).rejects.toMatchObject({ name: "UploadError", reason: "changedWhileSent" });
      expect(seen.some((chunk) => Buffer.from(chunk).equals(framing.tail))).toBe(false);
      expect(body.complete).toBe(false);
      expect(body.failure).toMatchObject({ reason: "changedWhileSent" });
    });
  });
});

test("a disk that fails is told as such", async () => {
  const path = await scratch.put("failing", "content");
  const source = await openSource(path);
  const body = new FileBody(source, framing, () => undefined);
  await source.handle.close();
  await expect(drain(body)).rejects.toMatchObject({ name: "UploadError", reason: "unreadable" });
});
