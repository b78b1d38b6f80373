import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NetworkError } from "../../../src/http/http.ts";
import { PlatformError } from "../../../src/platform/platformError.ts";
import type { DownloadSource, FreshLinks } from "../../../src/transfer/download/downloadJob.ts";
import { Cleanup } from "../../support/cleanup.ts";
import { DownloadLab, linkTo, onlyLink, randomContent, sha256 } from "../../support/downloadLab.ts";
import type { ServedContent, Twist } from "../../support/faultServer.ts";
import { transports } from "../../support/transports.ts";

const content: ServedContent = { bytes: randomContent(1_500_000), etag: '"v1"' };
const hash = sha256(content.bytes);
/** Not by a reset, which would take an unknown number of bytes with it. */
const broken: Twist = { cut: { after: 700_000, by: "fin" } };
const expired: Twist = {
  answer: {
    status: 403,
    headers: { "content-type": "application/xml" },
    body: "<Error><Code>AccessDenied</Code><Message>Request has expired.</Message></Error>",
  },
};

describe.each(transports)("the link of a download over %s", (transport) => {
  const cleanup = new Cleanup();
  let lab: DownloadLab;
  beforeEach(() => {
    lab = new DownloadLab(transport, cleanup);
  });
  afterEach(() => cleanup.run());

  /** Signs `?signature=0`, `1`, `2`… and counts. */
  class Signer {
    calls = 0;
    readonly #base: URL;

    constructor(base: URL) {
      this.#base = base;
    }

    next(): FreshLinks {
      this.calls += 1;
      return { link: linkTo(new URL(`?signature=${this.calls}`, this.#base)), backupLink: undefined };
    }

    source(extra: Partial<DownloadSource> = {}): DownloadSource {
      const link = linkTo(new URL("?signature=0", this.#base));
      return { link, refreshLink: () => Promise.resolve(this.next()), ...extra };
    }
  }

  it.each([401, 403, 404, 410])(
    "that ends with %i on the way is replaced, and the download goes on",
    async (status) => {
      const server = await lab.serve(content, ({ index, path }) =>
        index === 0 ? broken : path === "/?signature=0" ? { answer: { ...expired.answer, status } } : {},
      );
      const signer = new Signer(server.url);
      const result = await lab.download(signer.source());
      expect(lab.hash()).toBe(hash);
      expect(result.refreshed).toBe(1);
      expect(signer.calls).toBe(1);
      expect(server.requests.at(-1)).toMatchObject({ path: "/?signature=1", isRange: true });
    },
  );

  it("is replaced once, though several connections find it expired", async () => {
    let isExpired = false;
    const server = await lab.serve(content, ({ index, path }) => {
      isExpired ||= index > 3;
      return isExpired && path === "/?signature=0"
        ? expired
        : { pace: { bytes: 16_384, every: 20 }, cut: { after: 200_000, by: "reset" } };
    });
    const signer = new Signer(server.url);
    await lab.download(signer.source(), { job: { maxConnections: 4 }, limits: { splittable: 200_000 } });
    expect(lab.hash()).toBe(hash);
    expect(signer.calls).toBe(1);
  });

  it("may end any number of times as long as there is progress", async () => {
    let lastStart = -1;
    const server = await lab.serve(content, ({ start, path }) => {
      const isFresh = path !== `/?signature=${lastStart}`;
      lastStart = Number(/\d+$/.exec(path)?.[0]);
      return isFresh ? { cut: { after: start === 0 ? 150_000 : 250_000, by: "reset" } } : expired;
    });
    const signer = new Signer(server.url);
    const result = await lab.download(signer.source());
    expect(lab.hash()).toBe(hash);
    expect(result.refreshed).toBeGreaterThan(4);
  });

  it("is paid for three times at most when it never works", async () => {
    const server = await lab.serve(content, () => expired);
    const signer = new Signer(server.url);
    const failure = await lab.failure(signer.source());
    expect(failure).toMatchObject({ reason: "linkExpiredAlways", status: 403, retryable: true });
    expect(signer.calls).toBe(3);
    expect(lab.files()).toEqual([]);
  });

  it("is retrieved first when none is known", async () => {
    const server = await lab.serve(content);
    const signer = new Signer(server.url);
    const result = await lab.download(signer.source({ link: undefined }));
    expect(lab.hash()).toBe(hash);
    expect(result.refreshed).toBe(1);
  });

  it("cannot be replaced when the platform refuses, which ends the download with the platform's own error", async () => {
    const server = await lab.serve(content, ({ index }) => (index === 0 ? broken : expired));
    const refusal = new PlatformError("balance", "insufficient balance", { status: 200, retryable: false });
    const source = { ...onlyLink(server.url), refreshLink: () => Promise.reject(refusal) };
    await expect(lab.download(source)).rejects.toBe(refusal);
    expect(lab.files()).toEqual(["output.mp4.part", "output.mp4.part.json"]);
  });

  it("is asked for again when the network failed on the way to the platform", async () => {
    const server = await lab.serve(content);
    const signer = new Signer(server.url);
    let calls = 0;
    const refreshLink = (): Promise<FreshLinks> => {
      calls += 1;
      return calls < 3
        ? Promise.reject(new NetworkError("dns", "api.invalid"))
        : Promise.resolve(signer.next());
    };
    await lab.download({ refreshLink });
    expect(lab.hash()).toBe(hash);
  });

  it("gives way to its backup when its host fails", async () => {
    const backup = await lab.serve(content);
    const server = await lab.serve(content, ({ index }) =>
      index === 0 ? broken : { cut: { after: 0, by: "reset" } },
    );
    await lab.download({ ...onlyLink(server.url), backupLink: linkTo(backup.url) });
    expect(lab.hash()).toBe(hash);
    expect(backup.requests[0]!.isRange).toBe(true);
  });

  it("gives way to its backup when nothing listens there", async () => {
    const backup = await lab.serve(content);
    const gone = await lab.serve(content);
    await gone.close();
    await lab.download({ ...onlyLink(gone.url), backupLink: linkTo(backup.url) });
    expect(lab.hash()).toBe(hash);
  });

  it("is not needed where the platform itself serves the bytes", async () => {
    const server = await lab.serve(content, ({ index }) => (index === 0 ? broken : {}));
    const refreshLink = (): Promise<FreshLinks> =>
      Promise.resolve({ link: undefined, backupLink: undefined });
    const contentRequest = () =>
      ({
        method: "GET",
        url: new URL("/v1/files/retrieve_content?file_id=1", server.url),
        headers: { authorization: "Bearer k" },
      }) as const;
    await lab.download({ refreshLink, contentRequest });
    expect(lab.hash()).toBe(hash);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer k", "Bearer k"]);
  });

  it("that never works gives way to the platform's own endpoint", async () => {
    const server = await lab.serve(content, ({ path }) => (path.startsWith("/v1/") ? {} : expired));
    const signer = new Signer(server.url);
    const contentRequest = () =>
      ({ method: "GET", url: new URL("/v1/files/retrieve_content", server.url) }) as const;
    await lab.download(signer.source({ contentRequest }));
    expect(lab.hash()).toBe(hash);
  });

  it("has to exist, or some other way to the bytes", async () => {
    const refreshLink = (): Promise<FreshLinks> =>
      Promise.resolve({ link: undefined, backupLink: undefined });
    expect(await lab.failure({ refreshLink })).toMatchObject({ reason: "noSource", retryable: false });
  });

  describe("redirected", () => {
    const to = (location: string): Twist => ({ answer: { status: 302, headers: { location } } });

    it("to another host is followed, each time anew", async () => {
      const other = await lab.serve(content, ({ index }) => (index === 0 ? broken : {}));
      const server = await lab.serve(content, () => to(other.url.href));
      await lab.download(onlyLink(server.url));
      expect(lab.hash()).toBe(hash);
      expect(server.requests).toHaveLength(2);
    });

    it.each([
      "file:///etc/passwd",
      "ftp://127.0.0.1/",
      "http://cdn.example/",
      "https://user:pass@127.0.0.1/",
      "http://",
    ])("to %s is refused", async (location) => {
      const server = await lab.serve(content, () => to(location));
      const failure = await lab.failure(onlyLink(server.url));
      expect(failure).toMatchObject({ reason: "refusedRedirect", retryable: false });
      expect(lab.files()).toEqual([]);
    });

    it("for ever is refused", async () => {
      const server = await lab.serve(content, () => to("/again"));
      expect(await lab.failure(onlyLink(server.url))).toMatchObject({ reason: "refusedRedirect" });
      expect(server.requests).toHaveLength(6);
    });

    it("by the platform, with the key in hand, is refused", async () => {
      const other = await lab.serve(content);
      const server = await lab.serve(content, () => to(other.url.href));
      const refreshLink = (): Promise<FreshLinks> =>
        Promise.resolve({ link: undefined, backupLink: undefined });
      const contentRequest = () =>
        ({ method: "GET", url: server.url, headers: { authorization: "Bearer k" } }) as const;
      expect(await lab.failure({ refreshLink, contentRequest })).toMatchObject({ reason: "refusedRedirect" });
      expect(other.requests).toHaveLength(0);
    });
  });

  it("is never written anywhere, least of all its signature", async () => {
    const server = await lab.serve(content, ({ index }) =>
      index === 0 ? broken : { answer: { status: 451 } },
    );
    const failure = await lab.failure(onlyLink(new URL("/f?Signature=canary", server.url)));
    expect(`${failure.stack}${String(failure.cause)}${lab.text("output.mp4.part.json")}`).not.toContain(
      "canary",
    );
  });
});
