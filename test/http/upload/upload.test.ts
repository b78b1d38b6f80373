import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { readdir, readlink, rename, truncate, writeFile, appendFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CancelledError } from "../../../src/shared/cancellation.ts";
import { frameMultipart } from "../../../src/transfer/upload/multipart.ts";
import type { UploadProgress } from "../../../src/transfer/upload/uploadJob.ts";
import { transports } from "../../support/transports.ts";
import { UploadBench } from "./uploadBench.ts";
import { answer, listedFile, startUploadSink, type SinkBehaviour, type UploadSink } from "./uploadSink.ts";

const mebibyte = 1024 * 1024;

describe.each(transports)("an upload over %s", (transport) => {
  let bench: UploadBench;
  beforeEach(() => {
    bench = new UploadBench(transport);
  });
  afterEach(() => bench.clean());

  const startSink = async (behaviour?: SinkBehaviour): Promise<UploadSink> =>
    bench.keep(await startUploadSink(behaviour));

  it("sends the exact bytes under an exact Content-Length, never chunked", async () => {
    const sink = await startSink();
    const content = randomBytes(9 * mebibyte + 12_345);
    const filename = 'stimme "ä"\r\nX-Evil: 1 声.jsonl';
    await bench.upload(sink.origin, { path: await bench.file(content), filename });

    const [received] = sink.uploads;
    const boundary = /boundary=(.+)$/.exec(received!.headers["content-type"] ?? "")![1]!;
    const { head, tail } = frameMultipart({
      boundary,
      fields: { purpose: "retrieval" },
      file: { field: "file", filename },
    });
    const body = Buffer.concat([head, content, tail]);
    expect(received!.hash.digest("hex")).toBe(createHash("sha256").update(body).digest("hex"));
    expect(received!.headers["content-length"]).toBe(String(body.length));
    expect(received!.headers["transfer-encoding"]).toBeUndefined();
    expect(received!.rawHeaders.filter((name) => /^content-(?:length|type)$/i.test(name))).toHaveLength(2);
  });

  it("holds a bounded part of the file in memory, however large it is", async () => {
    const sink = await startSink();
    const size = 256 * mebibyte;
    const path = await bench.sparseFile(size);
    const before = process.memoryUsage().rss;
    let peak = before;
    const onProgress = (): void => {
      peak = Math.max(peak, process.memoryUsage().rss);
    };
    await bench.upload(sink.origin, { path }, { onProgress });
    expect(sink.uploads[0]!.received).toBeGreaterThan(size);
    // The sink's own chunks are in here too.
    expect(peak - before).toBeLessThan(size / 2);
  });

  it("tells progress that only grows, and says when it waits for the answer", async () => {
    const sink = await startSink();
    const progress: UploadProgress[] = [];
    const path = await bench.sparseFile(5 * mebibyte);
    await bench.upload(sink.origin, { path }, { onProgress: (step) => progress.push(step) });
    const sent = progress.map((step) => step.sent);
    expect(sent).toEqual([...sent].sort((a, b) => a - b));
    expect(progress.at(-2)).toMatchObject({ phase: "sending", sent: 4 * mebibyte });
    expect(progress.at(-1)).toEqual({
      phase: "waitingForAnswer",
      sent: 5 * mebibyte,
      total: 5 * mebibyte,
    });
  });

  it("fails for good when the connection breaks in the middle, without asking the list", async () => {
    const sink = await startSink({
      onChunk: ({ received }, request) => {
        if (received > 2 * mebibyte) {
          request.socket.resetAndDestroy();
        }
      },
    });
    const path = await bench.sparseFile(64 * mebibyte);
    await expect(bench.upload(sink.origin, { path })).rejects.toMatchObject({ name: "NetworkError" });
    expect([sink.uploads.length, sink.lists]).toEqual([1, 1]);
  });

  describe("that loses its connection after the last byte", () => {
    const size = 3 * mebibyte;

    async function loseAnswer(
      idsThatAppear: readonly number[],
    ): Promise<{ outcome: unknown; sink: UploadSink }> {
      const sink = await startSink({
        onWhole: ({ files }, request) => {
          files.push(...idsThatAppear.map((id) => listedFile(id, size)));
          request.socket.resetAndDestroy();
        },
      });
      sink.files.push(listedFile(7, size));
      const path = await bench.sparseFile(size);
      const outcome = await bench.upload(sink.origin, { path }).catch((error: unknown) => error);
      return { outcome, sink };
    }

    it("succeeds if the list shows the file", async () => {
      const { outcome, sink } = await loseAnswer([8]);
      expect(outcome).toMatchObject({ resolvedByList: true, file: { id: "8" } });
      expect(sink.uploads).toHaveLength(1);
    });

    it("says that the outcome is unknown if the list does not, and does not send again", async () => {
      const { outcome, sink } = await loseAnswer([]);
      expect(outcome).toMatchObject({ name: "UploadError", reason: "outcomeUnknown" });
      expect(sink.uploads).toHaveLength(1);
    });

    it("names the candidates if the list shows it twice", async () => {
      const { outcome } = await loseAnswer([8, 9]);
      expect(outcome).toMatchObject({ name: "UploadError", reason: "ambiguous", ids: ["8", "9"] });
    });
  });

  it("tells an answer that comes before the last byte", async () => {
    const sink = await startSink({
      onHead: (_request, response) => {
        answer(response, { error: { message: "too large", type: "invalid_request_error" } }, 413);
        return true;
      },
    });
    const path = await bench.sparseFile(64 * mebibyte);
    await expect(bench.upload(sink.origin, { path })).rejects.toMatchObject({
      name: "PlatformError",
      status: 413,
    });
    expect(sink.lists).toBe(1);
  });

  it("closes socket and file when it is cancelled", async () => {
    const control = new AbortController();
    const reason = new CancelledError();
    const sink = await startSink({
      onChunk: ({ received }) => {
        if (received > 2 * mebibyte) {
          control.abort(reason);
        }
      },
    });
    const path = await bench.sparseFile(64 * mebibyte);
    await expect(bench.upload(sink.origin, { path }, control)).rejects.toBe(reason);
    await sink.uploads[0]!.closed;
    expect(sink.uploads[0]).toMatchObject({ whole: false });
    expect(await openFiles()).not.toContain(path);
  });

  describe("of a file that changes meanwhile", () => {
    const size = 64 * mebibyte;

    it.each<[string, (path: string) => Promise<void>]>([
      ["is cut", (path) => truncate(path, size - 1)],
      ["grows", (path) => appendFile(path, "more")],
      [
        "is replaced by another",
        async (path) => {
          await writeFile(`${path}.new`, "another");
          await rename(`${path}.new`, path);
        },
      ],
    ])("says so when it %s, and leaves the server with half a body", async (_what, change) => {
      const path = await bench.sparseFile(size);
      let changing: Promise<void> | undefined;
      const sink = await startSink({
        onChunk: (_upload, request) => {
          changing ??= changeWhilePaused(request);
        },
      });
      const changeWhilePaused = async (request: IncomingMessage): Promise<void> => {
        request.pause();
        await change(path);
        request.resume();
      };
      await expect(bench.upload(sink.origin, { path })).rejects.toMatchObject({
        name: "UploadError",
        reason: "changedWhileSent",
      });
      await sink.uploads[0]!.closed;
      expect(sink.uploads[0]).toMatchObject({ whole: false });
      expect(sink.uploads[0]!.tail.toString("latin1")).not.toContain("--minimax-files-");
      expect([sink.uploads.length, sink.lists]).toEqual([1, 1]);
    });
  });
});

/** The files that this process holds open, where the system tells. */
async function openFiles(): Promise<readonly string[]> {
  if (process.platform !== "linux") {
    return [];
  }
  const descriptors = await readdir("/proc/self/fd");
  return Promise.all(descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => "")));
}
