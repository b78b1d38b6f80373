import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partsOf } from "../../../src/webview/foreignText.ts";

describe("text that a server chose", () => {
  it("names the characters that turn a name round", () => {
    expect(partsOf("photo\u202Egpj.exe")).toEqual([
      { kind: "plain", text: "photo" },
      { kind: "codePoint", text: "U+202E" },
      { kind: "plain", text: "gpj.exe" },
    ]);
  });

  it("leaves markup, emoji and right-to-left scripts as they are", () => {
    for (const name of ["<img src=x onerror=alert(1)>", "</script>", "👩‍🚀.png", "תמונה.png", ""]) {
      expect(
        partsOf(name)
          .map(({ text }) => text)
          .join(""),
      ).toBe(name);
      expect(partsOf(name).every(({ kind }) => kind === "plain")).toBe(true);
    }
  });

  it("loses nothing: every character is there, as itself or by its number", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff })), (codePoints) => {
        const text = String.fromCodePoint(...codePoints);
        const back = partsOf(text).map((part) =>
          part.kind === "plain" ? part.text : String.fromCodePoint(Number.parseInt(part.text.slice(2), 16)),
        );
        expect(back.join("")).toBe(text);
      }),
    );
  });
});
