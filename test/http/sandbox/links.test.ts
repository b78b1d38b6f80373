import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import { SandboxClient } from "../../support/sandboxClient.ts";

let sandbox: Sandbox;
let clock: FakeClock;
let link: string;
let content: Buffer;

beforeEach(async () => {
  clock = new FakeClock(1_795_420_000_000);
  sandbox = await startTestSandbox({ clock, linkLifetime: 60 });
  const file = sandbox.file("output_aigc.mp4");
  content = await sandbox.bytes(file);
  link = await new SandboxClient(sandbox).link(file.id);
});

afterEach(() => sandbox.stop());

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

describe("the link host", () => {
  test("gives the whole file as an attachment with validators and without CORS", async () => {
    const response = await fetch(link, { headers: { origin: "https://example.com" } });
    expect(response.status).toBe(200);
    expect((await bytesOf(response)).equals(content)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "accept-ranges": "bytes",
      "content-disposition": "attachment",
      "content-length": String(content.length),
      "content-type": "video/mp4",
      etag: expect.stringMatching(/^"[0-9A-F]{32}"$/) as string,
      "last-modified": expect.stringMatching(/GMT$/) as string,
    });
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  test.each(["signed", "unsigned"] as const)("leads to the file, whatever its name is: %s", async (links) => {
    const other = await startTestSandbox({ seed: false, links });
    const names = [
      "a/b.txt",
      "1/2/c.txt",
      "/inference_output/p/2020-01-01/7/d.txt",
      "100% ?#&.txt",
      "春.txt",
    ];
    for (const filename of names) {
      const { id } = await other.addFile({ filename, purpose: "p/q", content: Buffer.from(filename) });
      const response = await fetch(await new SandboxClient(other).link(id));
      expect(await response.text()).toBe(filename);
    }
    await other.stop();
  });

  test("HEAD tells the same without the bytes", async () => {
    const response = await fetch(link, { method: "HEAD" });
    expect(response.headers.get("content-length")).toBe(String(content.length));
    expect(await response.text()).toBe("");
  });

  test.each([
    ["bytes=0-9", 0, 10],
    ["bytes=100-", 100, undefined],
    ["bytes=-5", -5, undefined],
  ])("answers %s with 206 and exactly those bytes", async (range, start, end) => {
    const response = await fetch(link, { headers: { range } });
    const expected = content.subarray(start, end);
    const from = content.length - content.subarray(start).length;
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(
      `bytes ${from}-${from + expected.length - 1}/${content.length}`,
    );
    expect((await bytesOf(response)).equals(expected)).toBe(true);
  });

  test("answers a range beyond the end with 416 and the size", async () => {
    const response = await fetch(link, { headers: { range: `bytes=${content.length}-` } });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toBe(`bytes */${content.length}`);
  });

  test("If-Range: the same strong tag or date gives the part, any other the whole", async () => {
    const { headers } = await fetch(link, { method: "HEAD" });
    const etag = headers.get("etag") ?? "";
    const ask = async (ifRange: string): Promise<number> =>
      (await fetch(link, { headers: { range: "bytes=5-", "if-range": ifRange } })).status;
    expect(await ask(etag)).toBe(206);
    expect(await ask(headers.get("last-modified") ?? "")).toBe(206);
    expect(await ask(`W/${etag}`)).toBe(200);
    expect(await ask('"other"')).toBe(200);
  });

  test.each(["weak", "none"] as const)(
    "with a validator that is %s, If-Range never matches by tag",
    async (etag) => {
      const other = await startTestSandbox({ etag });
      try {
        const url = await new SandboxClient(other).link(other.file("greeting.mp3").id);
        const tag = (await fetch(url, { method: "HEAD" })).headers.get("etag");
        expect(tag).toEqual(etag === "weak" ? expect.stringMatching(/^W\/"/) : null);
        const response = await fetch(url, { headers: { range: "bytes=5-", "if-range": tag ?? '"x"' } });
        expect(response.status).toBe(200);
      } finally {
        await other.stop();
      }
    },
  );

  test("an expired link is XML with 403, and a fresh one works", async () => {
    await clock.advance(60_000);
    const response = await fetch(link);
    expect(response.status).toBe(403);
    expect(response.headers.get("content-type")).toBe("application/xml");
    expect(await response.text()).toContain(
      "<Error><Code>AccessDenied</Code><Message>Request has expired.</Message>",
    );
    const fresh = await new SandboxClient(sandbox).link(sandbox.file("output_aigc.mp4").id);
    expect((await fetch(fresh)).status).toBe(200);
  });

  test("expireLinks ends the links given out so far, and only those", async () => {
    await sandbox.expireLinks();
    expect((await fetch(link)).status).toBe(403);
    const fresh = await new SandboxClient(sandbox).link(sandbox.file("output_aigc.mp4").id);
    expect((await fetch(fresh)).status).toBe(200);
  });

  test.each([
    ["a later end", (url: string) => url.replace(/Expires=(\d)/, "Expires=9$1")],
    ["a re-encoded path", (url: string) => url.replaceAll("%2F", "/")],
    ["a path encoded twice", (url: string) => url.replaceAll("%2F", "%252F")],
    ["another signature", (url: string) => url.replace(/Signature=./, "Signature=")],
    ["no query", (url: string) => url.replace(/\?.*/, "")],
  ])("refuses a link with %s", async (_, forge) => {
    const response = await fetch(forge(link));
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("<Code>SignatureDoesNotMatch</Code>");
  });

  test("a deleted file's link finds nothing", async () => {
    const { id } = sandbox.file("output_aigc.mp4");
    await new SandboxClient(sandbox).post("/v1/files/delete", `{"file_id":${id}}`);
    const response = await fetch(link);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("<Code>NoSuchKey</Code>");
  });

  test("takes no POST", async () => {
    expect((await fetch(link, { method: "POST", body: "x" })).status).toBe(405);
  });

  test("notes a key that is sent to it", async () => {
    await fetch(link);
    expect(sandbox.leaks).toHaveLength(0);
    await fetch(link, { headers: { authorization: "Bearer sk-api-sandbox" } });
    expect(sandbox.leaks).toMatchObject([{ place: "link", method: "GET" }]);
  });

  test("the mirror serves the same file", async () => {
    const mirror = await new SandboxClient(sandbox).link(
      sandbox.file("output_aigc.mp4").id,
      "backup_download_url",
    );
    expect((await bytesOf(await fetch(mirror))).equals(content)).toBe(true);
  });

  test("a file of noise has the same bytes in parts as in one", async () => {
    const file = await sandbox.addFile({
      filename: "large.bin",
      purpose: "retrieval",
      content: { size: 300_000, seed: 5 },
    });
    const url = await new SandboxClient(sandbox).link(file.id);
    const whole = await bytesOf(await fetch(url));
    const parts = await Promise.all(
      ["bytes=0-99999", "bytes=100000-199998", "bytes=199999-"].map(async (range) =>
        bytesOf(await fetch(url, { headers: { range } })),
      ),
    );
    expect(whole).toHaveLength(300_000);
    expect(Buffer.concat(parts).equals(whole)).toBe(true);
    expect(whole.equals(await sandbox.bytes(file))).toBe(true);
  });
});
