import { join, relative, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { EntryNames } from "../../../../src/transfer/archive/entryNames.ts";

describe("the names of an archive's entries", () => {
  it.each([
    ["../../x", ["x"]],
    ["/etc/passwd", ["etc", "passwd"]],
    ["C:\\Windows\\x.dll", ["C_", "Windows", "x.dll"]],
    ["a/./b/../c.txt", ["a", "b", "c.txt"]],
    ["", ["file"]],
    ["con", ["_con"]],
  ])("make %j harmless", (name, segments) => {
    expect(new EntryNames().next(name)).toEqual(segments);
  });

  it("stay inside the folder and differ from each other, whatever the archive says", () => {
    const name = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc
        .array(fc.constantFrom("..", ".", "a", "A", "", "x.txt", "\u202e", "con"))
        .map((parts) => parts.join("/")),
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 30 }), (archive) => {
        const names = new EntryNames();
        const paths = archive.map((entry) => join("/base", ...names.next(entry)));
        for (const path of paths) {
          expect(resolve(path)).toBe(path);
          expect(relative("/base", path)).not.toMatch(/^\.\.(?:\/|$)|^$/);
        }
        const lower = paths.map((path) => path.toLowerCase());
        expect(new Set(lower).size).toBe(paths.length);
        expect(lower.filter((path) => lower.some((other) => other.startsWith(`${path}/`)))).toEqual([]);
      }),
    );
  });

  it("differ also where the archive already uses the number that would tell two apart", () => {
    const names = new EntryNames();
    const list = ["x (3).txt", "x.txt", "x.txt"].map((name) => names.next(name));
    expect(list).toEqual([["x (3).txt"], ["x.txt"], ["x (4).txt"]]);
  });

  it("are found without trying a number twice, however many the archive already uses", () => {
    const names = new EntryNames();
    const count = 200;
    const taken = Array.from({ length: count }, (_, index) => `x (${count + 1 + index})`);
    using normalize = vi.spyOn(String.prototype, "normalize");
    for (const name of [...taken, ...Array<string>(count).fill("x")]) {
      names.next(name);
    }
    expect(normalize.mock.calls.length).toBeLessThan(20 * count);
  });

  it("never make one entry a file and a folder at once, whichever comes first", () => {
    const names = new EntryNames();
    const list = ["a", "A/b", "c/d", "c", "c/e"].map((name) => names.next(name));
    expect(list).toEqual([["a"], ["A (2)", "b"], ["c", "d"], ["c (4)"], ["c", "e"]]);
  });

  it("are the same every time", () => {
    const list = (): readonly (readonly string[])[] => {
      const names = new EntryNames();
      return ["a/x.txt", "A/X.txt", "a/x.txt"].map((name) => names.next(name));
    };
    expect(list()).toEqual(list());
    expect(list()).toEqual([
      ["a", "x.txt"],
      ["A", "X (2).txt"],
      ["a", "x (3).txt"],
    ]);
  });
});
