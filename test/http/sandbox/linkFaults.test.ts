import { get } from "node:http";
import type { IncomingMessage } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changedBytes } from "../../../src/sandbox/links/serveFile.ts";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import { SandboxClient } from "../../support/sandboxClient.ts";

let sandbox: Sandbox;
let link: string;
let content: Buffer;
let fileId: string;

beforeEach(async () => {
  sandbox = await startTestSandbox({ seed: false });
  const file = await sandbox.addFile({
    filename: "large.bin",
    purpose: "retrieval",
    content: { size: 300_000 },
    link: { backup: true },
  });
  fileId = file.id;
  content = await sandbox.bytes(file);
  link = await new SandboxClient(sandbox).link(file.id);
});

afterEach(() => sandbox.stop());

interface Received {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly bytes: Buffer;
  /** What ended it before its time. */
  readonly error: string | undefined;
}

/** Reads an answer as far as it comes; gives up `enough` bytes in. */
function receive(headers: Record<string, string> = {}, enough = Infinity): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = get(link, { headers, agent: false }, (response) => {
      request.off("error", reject).on("error", () => undefined); // the response tells it, too
      const parts: Buffer[] = [];
      let error: string | undefined;
      response.on("data", (chunk: Buffer) => {
        parts.push(chunk);
        if (Buffer.concat(parts).length >= enough) {
          response.destroy();
        }
      });
      response.on("error", (cause: NodeJS.ErrnoException) => {
        error = cause.code ?? cause.message;
      });
      response.on("close", () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes: Buffer.concat(parts),
          error,
        });
      });
    });
    request.on("error", reject);
  });
}

describe("the link host, told to misbehave", () => {
  test.each(["reset", "finish"] as const)(
    "%s: breaks off after that many bytes, that many times",
    async (kind) => {
      await sandbox.misbehave({ at: "link", kind, afterBytes: 100_000, times: 2 });
      for (let times = 0; times < 2; times++) {
        const { status, headers, bytes, error } = await receive();
        expect([status, headers["content-length"]]).toEqual([200, "300000"]);
        expect(error).toBe("ECONNRESET"); // node's word for both
        expect(bytes.length).toBeLessThanOrEqual(100_000);
        expect(bytes.equals(content.subarray(0, bytes.length))).toBe(true);
      }
      expect((await receive()).bytes.equals(content)).toBe(true);
    },
  );

  test("a cut beyond the end of the answer does not happen", async () => {
    await sandbox.misbehave({ at: "link", kind: "reset", afterBytes: 100_000 });
    expect(await receive({ range: "bytes=0-9999" })).toMatchObject({ status: 206, error: undefined });
  });

  test("stall: sends that many bytes, then neither more nor an end", async () => {
    await sandbox.misbehave({ at: "link", kind: "stall", afterBytes: 50_000 });
    expect((await receive({}, 50_000)).bytes.equals(content.subarray(0, 50_000))).toBe(true);
  });

  test("drip and throttle: the whole file, in small pieces", async () => {
    await sandbox.misbehave({ at: "link", kind: "drip", bytes: 10, milliseconds: 1 });
    const { bytes } = await receive({ range: "bytes=0-99" });
    expect(bytes.equals(content.subarray(0, 100))).toBe(true);
    await sandbox.behave();
    await sandbox.misbehave({ at: "link", kind: "throttle", bytesPerSecond: 4_000_000 });
    expect((await receive()).bytes.equals(content)).toBe(true);
  });

  test("expired: the store's XML, once or always", async () => {
    await sandbox.misbehave({ at: "link", kind: "expired", times: 1 });
    const { status, bytes } = await receive();
    expect(status).toBe(403);
    expect(bytes.toString()).toContain("Request has expired.");
    expect((await receive()).status).toBe(200);
  });

  test("a link can die between two requests: the first breaks off, the second is expired, the third fine", async () => {
    await sandbox.misbehave(
      { at: "link", kind: "reset", afterBytes: 10, times: 1 },
      { at: "link", kind: "expired", skip: 1, times: 1 },
    );
    expect((await receive()).error).toBe("ECONNRESET");
    expect((await receive({ range: "bytes=10-" })).status).toBe(403);
    expect((await receive({ range: "bytes=10-" })).status).toBe(206);
  });

  test("ignoreRange: everything, with 200", async () => {
    await sandbox.misbehave({ at: "link", kind: "ignoreRange" });
    const { status, headers, bytes } = await receive({ range: "bytes=10-19" });
    expect([status, headers["content-range"]]).toEqual([200, undefined]);
    expect(bytes.equals(content)).toBe(true);
  });

  test("brokenIfRange: everything although the tag matches, the part without If-Range", async () => {
    const etag = (await receive()).headers.etag ?? "";
    await sandbox.misbehave({ at: "link", kind: "brokenIfRange" });
    expect((await receive({ range: "bytes=10-19", "if-range": etag })).status).toBe(200);
    expect((await receive({ range: "bytes=10-19" })).status).toBe(206);
  });

  test("wrongContentRange: says other bytes than it sends", async () => {
    await sandbox.misbehave({ at: "link", kind: "wrongContentRange", by: 3 });
    const { headers, bytes } = await receive({ range: "bytes=10-19" });
    expect(headers["content-range"]).toBe("bytes 13-22/300000");
    expect(bytes.equals(content.subarray(10, 20))).toBe(true);
  });

  test.each(["weak", "none"] as const)("etag: %s", async (etag) => {
    await sandbox.misbehave({ at: "link", kind: "etag", etag });
    const tag = (await receive()).headers.etag;
    expect(tag).toEqual(etag === "weak" ? expect.stringMatching(/^W\/"/) : undefined);
  });

  test("changed: other bytes from the second request on, under new validators or silently", async () => {
    const before = await receive();
    await sandbox.misbehave({ at: "link", kind: "changed", skip: 1, times: 1 });
    expect((await receive()).headers.etag).toBe(before.headers.etag);
    const seen = await receive();
    expect(seen.bytes.equals(Buffer.from(changedBytes(content)))).toBe(true);
    expect(seen.headers.etag).not.toBe(before.headers.etag);
    expect(seen.headers["last-modified"]).not.toBe(before.headers["last-modified"]);
    await sandbox.misbehave({ at: "link", kind: "changed", silently: true });
    const silent = await receive();
    expect(silent.bytes.equals(Buffer.from(changedBytes(content)))).toBe(true);
    expect(silent.headers.etag).toBe(before.headers.etag);
  });

  test.each([1000, -1000])("resized by %i: consistently another length than the API says", async (by) => {
    await sandbox.misbehave({ at: "link", kind: "resized", by });
    const whole = await receive();
    expect(whole.headers["content-length"]).toBe(String(300_000 + by));
    expect(whole.bytes).toHaveLength(300_000 + by);
    expect((await receive({ range: "bytes=-1" })).headers["content-range"]).toBe(
      `bytes ${299_999 + by}-${299_999 + by}/${300_000 + by}`,
    );
  });

  test("gzip: compressed although nobody asked", async () => {
    await sandbox.misbehave({ at: "link", kind: "gzip" });
    const response = await fetch(link);
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
  });

  test("status, redirect, html: not the file", async () => {
    await sandbox.misbehave(
      { at: "link", kind: "status", status: 503, retryAfter: 1, times: 1 },
      { at: "link", kind: "redirect", to: "file:///etc/passwd", times: 1 },
      { at: "link", kind: "html", times: 1 },
    );
    expect(await receive()).toMatchObject({ status: 503, headers: { "retry-after": "1" } });
    expect(await receive()).toMatchObject({ status: 302, headers: { location: "file:///etc/passwd" } });
    expect(await receive()).toMatchObject({
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8" },
    });
  });

  test("down: the port is closed, the mirror serves, and the port comes back", async () => {
    const mirror = await new SandboxClient(sandbox).link(fileId, "backup_download_url");
    await sandbox.misbehave({ at: "link", kind: "down" });
    await expect(receive()).rejects.toThrow("ECONNREFUSED");
    expect((await fetch(mirror)).status).toBe(200);
    await sandbox.behave();
    expect((await receive()).status).toBe(200);
  });

  test("hits the named file and host only", async () => {
    await sandbox.misbehave(
      { at: "link", kind: "expired", fileId: "1" },
      { at: "link", kind: "expired", host: "backup" },
    );
    expect((await receive()).status).toBe(200);
  });
});
