import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Cleanup } from "../../support/cleanup.ts";
import { DownloadLab, onlyLink, randomContent, sha256 } from "../../support/downloadLab.ts";
import type { ServedContent, Twist } from "../../support/faultServer.ts";
import { transports } from "../../support/transports.ts";

const bytes = randomContent(1_500_000);
const otherBytes = randomContent(1_500_000);
const hash = sha256(bytes);
/** Not by a reset, which would take an unknown number of bytes with it. */
const broken: Twist = { cut: { after: 700_000, by: "fin" } };

describe.each(transports)("what a download over %s takes for the file", (transport) => {
  const cleanup = new Cleanup();
  let lab: DownloadLab;
  beforeEach(() => {
    lab = new DownloadLab(transport, cleanup);
  });
  afterEach(() => cleanup.run());

  /** The first connection breaks; the later ones are served as `later` says. */
  const breakOnce = (content: ServedContent, later: Twist = {}) =>
    lab.serve(content, ({ index }) => (index === 0 ? broken : later));

  describe.each([
    ["a strong tag", { etag: '"v1"' }, { etag: '"v2"' }],
    ["a weak tag", { etag: 'W/"v1"' }, { etag: 'W/"v2"' }],
    ["a weak tag that stays", { etag: 'W/"v1"' }, { etag: 'W/"v1"' }],
    ["a malformed tag", { etag: "v1" }, { etag: "v1" }],
    [
      "a date",
      { lastModified: "Mon, 23 Nov 2026 07:00:00 GMT" },
      { lastModified: "Mon, 23 Nov 2026 07:00:01 GMT" },
    ],
    ["no validator", {}, {}],
  ])("with %s", (_, validator, changedValidator) => {
    it("is the same file after a broken connection", async () => {
      const server = await breakOnce({ bytes, ...validator });
      await lab.download(onlyLink(server.url));
      expect(lab.hash()).toBe(hash);
      expect(server.requests).toHaveLength(2);
      expect(server.requests[1]!.start).toBeGreaterThan(500_000);
    });

    it("is the new file, whole, when the content changed meanwhile", async () => {
      const server = await breakOnce(
        { bytes, ...validator },
        { content: { bytes: otherBytes, ...changedValidator } },
      );
      await lab.download(onlyLink(server.url));
      expect(lab.hash()).toBe(sha256(otherBytes));
    });

    it("is the new file when it also has another size", async () => {
      const shorter = otherBytes.subarray(0, 900_000);
      const server = await breakOnce(
        { bytes, ...validator },
        { content: { bytes: shorter, ...changedValidator } },
      );
      await lab.download(onlyLink(server.url));
      expect(lab.hash()).toBe(sha256(shorter));
    });
  });

  it("is nothing when the content changes all the time", async () => {
    const server = await lab.serve({ bytes }, ({ index }) => ({
      content: { bytes, etag: `"v${index}"` },
      cut: { after: 700_000, by: "reset" },
    }));
    const failure = await lab.failure(onlyLink(server.url));
    expect(failure).toMatchObject({ reason: "changedOnServer", retryable: true });
    expect(lab.files()).toEqual([]);
  });

  it("is fetched from the beginning when too little is there to compare with", async () => {
    const server = await lab.serve({ bytes }, ({ index }) =>
      index === 0 ? { cut: { after: 10_000, by: "fin" } } : {},
    );
    await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(hash);
    expect(server.requests.map(({ isRange }) => isRange)).toEqual([false, false]);
  });

  it("is exact when the tag is missing from partial answers", async () => {
    const server = await breakOnce({ bytes, etag: '"v1"' }, { headers: { etag: undefined } });
    await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(hash);
    expect(server.requests.at(-1)!.start).toBeGreaterThan(500_000);
  });

  it("is exact when the server ignores ranges", async () => {
    const server = await breakOnce({ bytes, etag: '"v1"' }, { ignoresRange: true });
    await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(hash);
  });

  it("is resumed without If-Range when the server does not understand it", async () => {
    const server = await breakOnce({ bytes, etag: '"v1"' }, { breaksIfRange: true });
    await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(hash);
    expect(server.requests).toHaveLength(3);
    expect(server.requests[2]!.start).toBeGreaterThan(500_000);
  });

  it.each([
    ["another start", "bytes 600000-1499999/1500000"],
    ["another total", "bytes 700000-1499999/1600000"],
    ["no sense", "bytes 5-1/2"],
    ["no range", undefined],
  ])("is exact when partial answers tell %s", async (_, range) => {
    const server = await lab.serve({ bytes, etag: '"v1"' }, ({ index, isRange }) =>
      index === 0 ? broken : isRange ? { headers: { "content-range": range } } : {},
    );
    await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(hash);
  });

  it("is never a compressed form of it", async () => {
    const zipped = gzipSync(bytes);
    const server = await lab.serve({ bytes: zipped }, () => ({ headers: { "content-encoding": "gzip" } }));
    expect(await lab.failure(onlyLink(server.url))).toMatchObject({ reason: "encodedBody" });
    expect(lab.files()).toEqual([]);
  });

  it("is never of another size than the platform told", async () => {
    const server = await lab.serve({ bytes, etag: '"v1"' });
    const failure = await lab.failure(onlyLink(server.url), { job: { expectedSize: bytes.length + 1 } });
    expect(failure).toMatchObject({ reason: "sizeMismatch", retryable: false });
    expect(lab.files()).toEqual([]);
  });

  it.each([-1, 1])(
    "is never of another size than the platform told, even unannounced (%i)",
    async (difference) => {
      const server = await lab.serve({ bytes }, () => ({ headers: { "content-length": undefined } }));
      const failure = await lab.failure(onlyLink(server.url), {
        job: { expectedSize: bytes.length + difference },
      });
      expect(failure.reason).toBe("sizeMismatch");
      expect(lab.files()).toEqual([]);
    },
  );

  it("is not taken for another one because its connection broke, where only the platform tells the size", async () => {
    const server = await lab.serve({ bytes }, ({ index }) =>
      index === 0
        ? {
            headers: { "content-length": undefined, "transfer-encoding": "identity", connection: "close" },
            cut: { after: 200_000, by: "fin" },
          }
        : {},
    );
    await lab.download(onlyLink(server.url), { job: { expectedSize: bytes.length } });
    expect(lab.hash()).toBe(sha256(bytes));
    expect(server.requests[1]?.isRange).toBe(true);
  });

  it("is no error page that nothing marks the end of, whatever size the platform told", async () => {
    const body = "<!DOCTYPE html><html><body>Please log in</body></html>";
    const server = await lab.serve({ bytes }, () => ({
      answer: { status: 200, body, headers: { "transfer-encoding": "identity", connection: "close" } },
    }));
    const failure = await lab.failure(onlyLink(server.url), { job: { expectedSize: bytes.length } });
    expect(failure.reason).toBe("notTheFile");
  });

  it("is refused when nobody tells where it ends", async () => {
    const server = await lab.serve({ bytes }, () => ({
      headers: { "content-length": undefined, "transfer-encoding": "identity", connection: "close" },
    }));
    expect(await lab.failure(onlyLink(server.url))).toMatchObject({ reason: "unknownLength" });
    expect(lab.files()).toEqual([]);
  });

  it.each([
    ["the platform's envelope", '{"base_resp":{"status_code":1004,"status_msg":"login fail"}}'],
    ["an object store's error", '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'],
    ["a portal's page", "<!DOCTYPE html><html><body>Please log in</body></html>"],
  ])("is never %s, whatever the status", async (_, body) => {
    const server = await lab.serve({ bytes }, () => ({ answer: { status: 200, body } }));
    expect(await lab.failure(onlyLink(server.url))).toMatchObject({ reason: "notTheFile", retryable: true });
    expect(lab.files()).toEqual([]);
  });

  it("may be a JSON or XML document where that is what was asked for", async () => {
    const document = Buffer.from('{"answer": 42}');
    const server = await lab.serve({ bytes: document }, () => ({
      headers: { "content-type": "application/json" },
    }));
    const target = `${lab.target}.json`;
    await lab.download(onlyLink(server.url), { job: { target } });
    expect(lab.hash(target)).toBe(sha256(document));
  });
});
