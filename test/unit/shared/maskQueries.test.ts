import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskQueries } from "../../../src/shared/maskQueries.ts";

const secret = "9lng%2B0canary%3D";

describe("text that is kept on disk", () => {
  it.each([
    ["plain", `{"download_url":"https://b.oss.com/o%2Fa.mp4?Expires=1&Signature=${secret}"}`],
    ["with escaped slashes", `{"download_url":"https:\\/\\/b.oss.com\\/a.mp4?Signature=${secret}"}`],
    ["with escaped ampersands", `{"download_url":"https://b.oss.com/a?Expires=1\\u0026Signature=${secret}"}`],
    ["with an escaped question mark", `{"download_url":"https://b.oss.com/a\\u003FSignature=${secret}"}`],
    ["without a scheme", `{"download_url":"b.oss.com/a.mp4?sig=${secret}"}`],
    ["in a field that nobody knows", `{"preview":"https://cdn/x?token=${secret}","n":1}`],
  ])("holds no signature of a link written %s", (_, text) => {
    expect(maskQueries(text)).not.toContain("canary");
  });

  it("stays what it was, links' queries aside", () => {
    const text = '{"file_id":335811572470048,"filename":"a b.mp4","url":"https://h/p?a=1&b=2","z":[1,2]}';
    expect(maskQueries(text)).toBe(
      '{"file_id":335811572470048,"filename":"a b.mp4","url":"https://h/p?…","z":[1,2]}',
    );
  });

  it("remains JSON where a query ends in an escaped quote", () => {
    const text = maskQueries(JSON.stringify({ url: 'https://h/p?a="b' }));
    expect(JSON.parse(text)).toEqual({ url: "https://h/p?…" });
  });

  it("remains JSON", () => {
    const pieces = ["https://h/p", "?", '"', "\\", "Signature=x", "&", " ", "\n", "é", "u003f", "/"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces)), (parts) => {
        const text = maskQueries(JSON.stringify({ url: parts.join("") }));
        expect(() => JSON.parse(text) as unknown, text).not.toThrow();
      }),
    );
  });
});
