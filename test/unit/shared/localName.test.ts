import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { freeName, nameFromPattern, safeLocalName, splitName } from "../../../src/shared/localName.ts";
import { anyText } from "../../support/anyText.ts";

const bytesOf = (text: string): number => Buffer.byteLength(text);

/** Names that servers, or those who attack through them, may well send; a slash between pieces is likely. */
const nastyName = fc
  .array(
    fc.oneof(
      anyText,
      fc.constantFrom(
        "/",
        "\\",
        "..",
        ".",
        " ",
        "CON",
        "nul.",
        "com¹",
        "\u202e",
        "\ud800",
        "\0",
        "~",
        "-",
        ":",
        "é",
        ".mp4",
        "x".repeat(300),
        "漢".repeat(100),
      ),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(""));

describe("safeLocalName", () => {
  it.each([
    ["output.mp4", "output.mp4"],
    ["观光 视频.mp4", "观光 视频.mp4"],
    ["../../etc/passwd", "passwd"],
    ["..\\..\\windows\\system.ini", "system.ini"],
    ["/absolute/path/file.tar", "file.tar"],
    ["C:\\Users\\x.txt", "x.txt"],
    ["C:evil.txt", "C_evil.txt"],
    ["file.txt::$DATA", "file.txt__$DATA"],
    ["folder/", "folder"],
    ["con.txt", "_con.txt"],
    ["CON", "_CON"],
    ["NUL .txt", "_NUL .txt"],
    ["COM¹", "_COM¹"],
    ["lpt9.tar.gz", "_lpt9.tar.gz"],
    ["CONIN$", "_CONIN$"],
    ["CLOCK$", "_CLOCK$"],
    ["console.log", "console.log"],
    ["com10", "com10"],
    ["photo\u202egnp.exe", "photognp.exe"],
    ["photo\u061cgnp.exe", "photognp.exe"],
    ["a\0b\u001fc\u0085d.txt", "abcd.txt"],
    ['a<b>c:d"e|f?g*h', "a_b_c_d_e_f_g_h"],
    ["trailing dots...", "trailing dots"],
    ["trailing spaces   ", "trailing spaces"],
    [" leading space.txt", "leading space.txt"],
    ["-rf.txt", "_-rf.txt"],
    ["~root", "_~root"],
    ["lone\ud800surrogate", "lone\ufffdsurrogate"],
    ["cafe\u0301.txt", "café.txt"],
    ["", "42"],
    [".", "42"],
    ["..", "42"],
    ["...", "42"],
    ["???", "42"],
    ["/", "42"],
    ["\u202e", "42"],
  ])("turns %j into %j", (name, safe) => {
    expect(safeLocalName(name, "42")).toBe(safe);
  });

  it("keeps the extension of a name that is too long, and cuts no character in two", () => {
    const name = safeLocalName(`${"视".repeat(100)}👩‍👩‍👧‍👦${"x".repeat(300)}.mp4`, "42");
    expect(name.endsWith(".mp4")).toBe(true);
    expect(bytesOf(name)).toBeLessThanOrEqual(240);
    expect(bytesOf(name)).toBeGreaterThan(200);
  });

  it("is told apart into characters only where it is too long: an archive has ten thousand names", () => {
    using segment = vi.spyOn(Intl.Segmenter.prototype, "segment");
    safeLocalName("观光 视频.mp4", "1");
    expect(segment).not.toHaveBeenCalled();
    safeLocalName("漢".repeat(100), "1");
    expect(segment).toHaveBeenCalledOnce();
  });

  it("is no device of Windows either when what follows the device's name is cut off", () => {
    expect(safeLocalName(`con${" ".repeat(300)}x.mp4`, "42")).toBe("_con.mp4");
  });

  it("is one segment of at most 240 bytes that no system takes for something else, for any name", () => {
    fc.assert(
      fc.property(nastyName, nastyName, (name, fallback) => {
        const safe = safeLocalName(name, fallback);
        expect(safe).not.toBe("");
        expect(bytesOf(safe)).toBeLessThanOrEqual(240);
        expect(safe).not.toMatch(/[<>:"/\\|?*\p{Surrogate}]/u);
        expect(safe).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(safe).not.toMatch(/^[-~ ]|[. ]$|^\.+$/);
        expect(safe).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d) *(?:\.|$)/i);
      }),
    );
  });

  it("changes nothing more when it is applied again", () => {
    fc.assert(
      fc.property(nastyName, (name) => {
        const safe = safeLocalName(name, "42");
        expect(safeLocalName(safe, "42")).toBe(safe);
      }),
    );
  });
});

describe("splitName", () => {
  it.each([
    ["a.mp4", "a", ".mp4"],
    ["a.tar.gz", "a.tar", ".gz"],
    [".bashrc", ".bashrc", ""],
    ["none", "none", ""],
    [`a.${"x".repeat(40)}`, `a.${"x".repeat(40)}`, ""],
  ])("splits %j into %j and %j", (name, stem, extension) => {
    expect(splitName(name)).toEqual({ stem, extension });
  });
});

describe("freeName", () => {
  it("keeps a name that is free", () => {
    expect(freeName("a.mp4", ["b.mp4"])).toBe("a.mp4");
  });

  it("counts up before the extension until a name is free, whatever its case", () => {
    expect(freeName("a.mp4", ["A.MP4", "a (1).mp4"])).toBe("a (2).mp4");
  });

  it("stays within the longest name", () => {
    const name = `${"x".repeat(236)}.mp4`;
    const free = freeName(name, [name]);
    expect(free).toMatch(/x \(1\)\.mp4$/);
    expect(bytesOf(free)).toBe(240);
  });
});

describe("nameFromPattern", () => {
  const facts = {
    filename: "output.mp4",
    id: "361721749176519",
    purpose: "video_generation",
    createdAt: 1_769_863_897,
  };

  it.each([
    ["{filename}", "output.mp4"],
    ["{id}", "361721749176519.mp4"],
    ["{id}{ext}", "361721749176519.mp4"],
    ["{date} {stem} {id}", "2026-01-31 output 361721749176519.mp4"],
    ["{purpose}/{filename}", "video_generation_output.mp4"],
    ["{unknown}-{filename}", "{unknown}-output.mp4"],
    ["", "361721749176519.mp4"],
    ["{date}{ext}", "2026-01-31.mp4"],
  ])("fills %j as %j", (pattern, name) => {
    expect(nameFromPattern(pattern, facts)).toBe(name);
  });

  it.each([
    ["{filename}-{id}", "output.mp4-361721749176519.mp4"],
    ["{ext} of {date}", ".mp4 of 2026-01-31.mp4"],
    ["{filename}. ", "output.mp4"],
    ["{stem}.MP4", "output.MP4"],
  ])("keeps the extension at the end of %j", (pattern, name) => {
    expect(nameFromPattern(pattern, facts)).toBe(name);
  });

  it("does not read a placeholder out of a value", () => {
    expect(nameFromPattern("{purpose}{ext}", { ...facts, purpose: "{id}" })).toBe("{id}.mp4");
  });

  it("leaves out a date that is unknown", () => {
    expect(nameFromPattern("{id} {date}{ext}", { ...facts, createdAt: undefined })).toBe(
      "361721749176519 .mp4",
    );
  });

  it("is safe for any pattern and any values", () => {
    fc.assert(
      fc.property(nastyName, nastyName, (pattern, filename) => {
        const name = nameFromPattern(`${pattern}{stem}`, { ...facts, filename });
        expect(name).not.toMatch(/[/\\]/);
        expect(bytesOf(name)).toBeLessThanOrEqual(240);
      }),
    );
  });
});
