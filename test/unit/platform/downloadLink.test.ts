import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linkState, parseDownloadLink } from "../../../src/platform/downloadLink.ts";

const strict = { allowLoopbackHttp: false };
const sandbox = { allowLoopbackHttp: true };

function href(text: string, options = strict): string | undefined {
  const parsed = parseDownloadLink(text, options);
  return "url" in parsed ? parsed.url.href : undefined;
}

function expiry(query: string): number | undefined {
  const parsed = parseDownloadLink(`https://a.example/b?${query}`, strict);
  return "url" in parsed ? parsed.expiresAt : undefined;
}

describe("parseDownloadLink", () => {
  test("reads a captured China link, with its path as it was signed", () => {
    const link =
      "https://bucket.oss-cn-wulanchabu.aliyuncs.com/inference_output%2Fvideo%2F2025-11-19%2F51e8%2Foutput_aigc.mp4?Expires=1763571243&OSSAccessKeyId=ID&Signature=9lng%2B0%3D";
    expect(href(link)).toBe(link);
    expect(parseDownloadLink(link, strict)).toMatchObject({ expiresAt: 1763571243 });
  });

  test("reads a captured global link, which never says when it ends", () => {
    const link = "https://video-product.cdn.minimax.io/inference_output/video/2026-02-01/bbc3/output.mp4";
    expect(href(link)).toBe(link);
    expect(parseDownloadLink(link, strict)).toMatchObject({ expiresAt: undefined });
  });

  test.each([
    ["a.example/b%2Fc.mp4?x=1", "https://a.example/b%2Fc.mp4?x=1"],
    ["//a.example/b", "https://a.example/b"],
    ["a.example:8443/b", "https://a.example:8443/b"],
    ["localhost:8443/b", "https://localhost:8443/b"],
    ["http://a.example/b", "https://a.example/b"],
    ["HTTP://a.example/b", "https://a.example/b"],
    ["http://a.example:8080/b", "https://a.example:8080/b"],
    ["https://a.example:8443/b", "https://a.example:8443/b"],
    ["  https://a.example/b \n", "https://a.example/b"],
    ["https://a.example/b#part", "https://a.example/b"],
    ["http://127.0.0.1:9000/b", "https://127.0.0.1:9000/b"],
  ])("%j is followed as %s", (text, expected) => {
    expect(href(text)).toBe(expected);
  });

  test.each(["http://127.0.0.1:9000/b", "http://localhost:9000/b", "http://[::1]:9000/b"])(
    "%s stays http where the API itself is on loopback",
    (text) => {
      expect(href(text, sandbox)).toBe(text);
    },
  );

  test.each(["http://a.example/b", "http://10.0.0.1/b", "http://127.0.0.1.a.example/b"])(
    "%s becomes https even for an API on loopback",
    (text) => {
      expect(href(text, sandbox)).toBe(text.replace("http:", "https:"));
    },
  );

  test.each([
    ["", "notAUrl"],
    ["output.mp4", "notAUrl"],
    ["/inference_output/a.mp4", "notAUrl"],
    ["https://", "notAUrl"],
    ["https://a b/", "notAUrl"],
    [String.raw`https://a.example\@evil.example/`, "notAUrl"],
    ["https://a.example/\nb", "notAUrl"],
    ["java\tscript:alert(1)", "notAUrl"],
    ["javascript:alert(1)", "scheme"],
    ["data:text/plain,a", "scheme"],
    ["file:///etc/passwd", "scheme"],
    ["ftp://a.example/b", "scheme"],
    ["command:workbench.action.quit", "scheme"],
    ["https://user@a.example/b", "credentials"],
    ["https://user:pass@a.example/b", "credentials"],
    ["user:pass@a.example/b", "scheme"],
    [`https://a.example/${"x".repeat(20_000)}`, "tooLong"],
  ])("%j is refused: %s", (text, problem) => {
    expect(parseDownloadLink(text, strict)).toEqual({ problem });
  });

  test("keeps the percent-encoding of any signed path and query", () => {
    const hex = fc.integer({ min: 0, max: 255 }).map((byte) => `%${byte.toString(16).padStart(2, "0")}`);
    const plain = fc.constantFrom(..."abcXYZ019-_~!$()*+,;=:@".split(""));
    const segment = fc.array(fc.oneof(plain, hex), { minLength: 1 }).map((parts) => `k${parts.join("")}`);
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), segment, (segments, value) => {
        const text = `https://a.example/${segments.join("/")}?Signature=${value}`;
        expect(href(text)).toBe(text);
      }),
    );
  });

  test("gives https without credentials or a named problem, whatever a server sends", () => {
    const parts = fc.constantFrom(
      "https://",
      "http:",
      "//",
      "@",
      "\\",
      "a.example",
      "127.0.0.1",
      "/",
      "?",
      "#",
      ":",
    );
    // Mostly well formed: what is none is refused before anything else is looked at.
    const url = fc
      .tuple(
        fc.constantFrom("https://", "http://", "HTTP://", "//", "ftp://", "javascript:", ""),
        fc.constantFrom("", "user@", "user:pass@", ":pass@", "@"),
        fc.constantFrom("a.example", "127.0.0.1:9000", "localhost", "[::1]"),
        fc.constantFrom("", "/b%2Fc?x=1", "/#part", "/@"),
      )
      .map((list) => list.join(""));
    const text = fc.oneof(
      fc.string(),
      url,
      fc.array(fc.oneof(parts, fc.string())).map((list) => list.join("")),
    );
    fc.assert(
      fc.property(text, (link) => {
        const parsed = parseDownloadLink(link, strict);
        if ("url" in parsed) {
          const { protocol, username, password, hash } = parsed.url;
          expect([protocol, username, password, hash].join(" ")).toBe("https:   ");
        } else {
          expect(["notAUrl", "scheme", "credentials", "tooLong"]).toContain(parsed.problem);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("a link's expiry", () => {
  test.each([
    ["Expires=1763571243", 1763571243],
    ["expires=1763571243", 1763571243],
    ["X-Amz-Date=20260131T120000Z&X-Amz-Expires=3600", Date.UTC(2026, 0, 31, 13) / 1000],
    ["x-oss-date=20260131T120000Z&x-oss-expires=86400", Date.UTC(2026, 1, 1, 12) / 1000],
    ["Expires=1763571243&X-Amz-Date=20260131T120000Z&X-Amz-Expires=3600", 1763571243],
    ["Expires=", undefined],
    ["Expires=never", undefined],
    ["Expires=1763571243000", undefined],
    ["X-Amz-Date=20260131T120000Z", undefined],
    ["X-Amz-Expires=3600", undefined],
    ["X-Amz-Date=20261331T120000Z&X-Amz-Expires=3600", undefined],
    ["X-Amz-Date=yesterday&X-Amz-Expires=3600", undefined],
    ["", undefined],
  ])("%s is %s", (query, expected) => {
    expect(expiry(query)).toBe(expected);
  });
});

describe("linkState", () => {
  const url = new URL("https://a.example/b");

  test("counts down to the second, and has expired at its end", () => {
    const state = (now: number): unknown => linkState({ url, expiresAt: 1000 }, now);
    expect(state(940_500)).toEqual({ kind: "live", expiresAt: 1000, secondsLeft: 59.5 });
    expect(state(999_999)).toMatchObject({ kind: "live" });
    expect(state(1_000_000)).toEqual({ kind: "expired", expiresAt: 1000 });
  });

  test("is unknown where the link does not say", () => {
    expect(linkState({ url, expiresAt: undefined }, 0)).toEqual({ kind: "lifetimeUnknown" });
  });
});
