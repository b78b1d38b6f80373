import { dirname } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeLocalName } from "../../../src/shared/localName.ts";
import { resolveInside } from "../../../src/shared/resolveInside.ts";
import { anyText } from "../../support/anyText.ts";

describe("resolveInside", () => {
  it("joins a folder and a name", () => {
    expect(resolveInside("/a/b", "c.txt")).toBe("/a/b/c.txt");
  });

  it.each(["", ".", "..", "../c", "c/d", "/c", "c/../../d", "./"])("throws for %j", (name) => {
    expect(() => resolveInside("/a/b", name)).toThrow(RangeError);
  });

  it("takes every safe name", () => {
    fc.assert(
      fc.property(anyText, (name) => {
        expect(dirname(resolveInside("/a/b", safeLocalName(name, "42")))).toBe("/a/b");
      }),
    );
  });
});
