import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DownloadProgress } from "../../../src/transfer/download/downloadJob.ts";
import { Cleanup } from "../../support/cleanup.ts";
import { DownloadLab, onlyLink, randomContent, sha256 } from "../../support/downloadLab.ts";
import type { ServedContent } from "../../support/faultServer.ts";
import { transports } from "../../support/transports.ts";

const content: ServedContent = { bytes: randomContent(1_500_000), etag: '"v1"' };
const hash = sha256(content.bytes);

describe.each(transports)("a download over %s", (transport) => {
  const cleanup = new Cleanup();
  let lab: DownloadLab;
  beforeEach(() => {
    lab = new DownloadLab(transport, cleanup);
  });
  afterEach(() => cleanup.run());

  it("leaves the exact bytes and nothing else", async () => {
    const server = await lab.serve(content);
    const result = await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(hash);
    expect(lab.files()).toEqual(["output.mp4"]);
    expect(result).toMatchObject({ bytes: content.bytes.length, refreshed: 0, resumedFrom: 0 });
    expect(result.validator).toEqual({ kind: "strong", tag: '"v1"' });
  });

  it("can be of no bytes at all", async () => {
    const server = await lab.serve({ bytes: Buffer.alloc(0) });
    await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(sha256(Buffer.alloc(0)));
  });

  it("needs no announced length where the end is marked", async () => {
    const server = await lab.serve(content, () => ({ headers: { "content-length": undefined } }));
    await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(hash);
  });

  it("sends neither key nor name of ours to the link's host", async () => {
    const server = await lab.serve(content);
    await lab.download(onlyLink(server.url));
    expect(Object.keys(server.requests[0]!.headers).sort()).toEqual([
      "accept-encoding",
      "connection",
      "host",
    ]);
  });

  it.each(["fin", "silence"] as const)("goes on where a connection ended by %s", async (by) => {
    const server = await lab.serve(content, ({ index }) =>
      index === 0 ? { cut: { after: 700_000, by } } : {},
    );
    await lab.download(onlyLink(server.url), { limits: { bodyTimeout: 500 } });
    expect(lab.hash()).toBe(hash);
    expect(server.requests[1]).toMatchObject({ start: 700_000, headers: { "if-range": '"v1"' } });
  });

  it("survives a reset, which takes bytes with it that had been sent", async () => {
    const server = await lab.serve(content, ({ index }) =>
      index === 0 ? { cut: { after: 700_000, by: "reset" } } : {},
    );
    await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(hash);
    expect(server.requests).toHaveLength(2);
  });

  it("survives more broken connections than it has tries, as long as each brings something", async () => {
    const server = await lab.serve(content, ({ index }) => ({
      cut: { after: 100_000, by: index % 2 === 0 ? "fin" : "reset" },
    }));
    await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(hash);
    expect(server.requests.length).toBeGreaterThanOrEqual(15);
  });

  it("gives up after eight connections that bring nothing, and keeps what there is", async () => {
    const server = await lab.serve(content, ({ index }) => ({
      cut: index === 0 ? { after: 700_000, by: "fin" } : { after: 0, by: "reset" },
    }));
    const failure = await lab.failure(onlyLink(server.url));
    expect(failure).toMatchObject({ reason: "network", retryable: true, cause: { reason: "reset" } });
    expect(server.requests).toHaveLength(9);
    expect(lab.files()).toEqual(["output.mp4.part", "output.mp4.part.json"]);
  });

  it("leaves a connection that drips, and goes on over another", async () => {
    const server = await lab.serve(content, ({ index }) =>
      index === 0 ? { pace: { bytes: 1, every: 20 } } : {},
    );
    await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(hash);
    expect(server.requests).toHaveLength(2);
  });

  it("says so when every connection drips", async () => {
    const server = await lab.serve(content, () => ({ pace: { bytes: 1, every: 20 } }));
    const failure = await lab.failure(onlyLink(server.url), { limits: { lowSpeedTime: 5_000 } });
    expect(failure).toMatchObject({ reason: "lowSpeed", retryable: true });
  });

  it("waits as long as a busy server asks", async () => {
    const phases = new Set<DownloadProgress["phase"]>();
    const server = await lab.serve(content, ({ index }) =>
      index < 2 ? { answer: { status: 503, headers: { "retry-after": "20" } } } : {},
    );
    await lab.download(onlyLink(server.url), { onProgress: ({ phase }) => phases.add(phase) });
    expect(lab.hash()).toBe(hash);
    expect(lab.waits.filter((wait) => wait === 20_000)).toHaveLength(2);
    expect([...phases]).toEqual(["connecting", "waiting", "receiving", "verifying", "committing"]);
  });

  it("does not wait for ever because a server says so", async () => {
    const server = await lab.serve(content, ({ index }) =>
      index === 0 ? { answer: { status: 429, headers: { "retry-after": "86400" } } } : {},
    );
    await lab.download(onlyLink(server.url));
    expect(Math.max(...lab.waits)).toBe(60_000);
  });

  it("gives up on a server that stays busy", async () => {
    const server = await lab.serve(content, () => ({ answer: { status: 500 } }));
    const failure = await lab.failure(onlyLink(server.url));
    expect(failure).toMatchObject({ reason: "serverBusy", status: 500, retryable: true });
    expect(server.requests).toHaveLength(8);
    expect(lab.files()).toEqual([]);
  });

  it("gives up at once on a status that no retry changes", async () => {
    const server = await lab.serve(content, () => ({ answer: { status: 451 } }));
    const failure = await lab.failure(onlyLink(server.url));
    expect(failure).toMatchObject({ reason: "refusedByServer", status: 451, retryable: false });
    expect(server.requests).toHaveLength(1);
  });

  describe("with several connections", () => {
    const slow = { pace: { bytes: 16_384, every: 20 } };
    const options = { job: { maxConnections: 4 }, limits: { splittable: 200_000 } };

    it("fetches a slow file in ranges, each proven by the strong tag", async () => {
      const server = await lab.serve(content, () => slow);
      let most = 0;
      await lab.download(onlyLink(server.url), {
        ...options,
        onProgress: ({ connections }) => (most = Math.max(most, connections)),
      });
      expect(lab.hash()).toBe(hash);
      expect(most).toBeGreaterThan(1);
      expect(server.requests.slice(1).every(({ headers }) => headers["if-range"] === '"v1"')).toBe(true);
    });

    it("stays with one where the tag is weak", async () => {
      const server = await lab.serve({ ...content, etag: 'W/"v1"' }, () => ({
        pace: { bytes: 65_536, every: 20 },
      }));
      await lab.download(onlyLink(server.url), options);
      expect(lab.hash()).toBe(hash);
      expect(server.requests).toHaveLength(1);
    });

    it("survives the loss of any of them", async () => {
      const server = await lab.serve(content, ({ index }) => ({
        ...slow,
        ...(index < 6 ? { cut: { after: 100_000 + index * 30_000, by: "reset" } } : {}),
      }));
      await lab.download(onlyLink(server.url), options);
      expect(lab.hash()).toBe(hash);
    });

    it("is content with fewer when the server refuses more", async () => {
      let open = 0;
      const server = await lab.serve(content, ({ isRange }) => {
        open += 1;
        return isRange && open > 2 && open < 6 ? { answer: { status: 429 } } : slow;
      });
      await lab.download(onlyLink(server.url), options);
      expect(lab.hash()).toBe(hash);
    });

    it("falls back to one when ranges are ignored, and fetches nothing twice", async () => {
      const server = await lab.serve(content, () => ({ ...slow, ignoresRange: true }));
      await lab.download(onlyLink(server.url), { ...options, job: { maxConnections: 2 } });
      expect(lab.hash()).toBe(hash);
      // The whole file, and two requests from which it learnt better.
      expect(server.requests.map(({ isRange }) => isRange)).toEqual([false, true, true]);
    });
  });
});
