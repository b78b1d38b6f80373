import { describe, expect, it } from "vitest";
import { isObject, isString } from "../../../src/shared/guard.ts";
import { readOwnJson } from "../../../src/transfer/ownJson.ts";

const read = (text: string): string => readOwnJson(text, isObject({ id: isString }), '{"id":').kind;

describe("a file under a name of ours", () => {
  it.each([
    ["intact", '{"id":"1"}'],
    ["damaged", '{"id":"1'],
    ["damaged", '{"i\0\0\0'],
    ["damaged", "\0\0\0"],
    ["damaged", ""],
    ["foreign", '{"name":"1"}'],
    ["foreign", "\0\0\0x"],
  ])("is %s where it holds %j", (kind, text) => {
    expect(read(text)).toBe(kind);
  });

  it("is read in no time, whatever somebody else has put there", () => {
    const started = performance.now();
    expect(read(`${"\0".repeat(100_000)}x`)).toBe("foreign");
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
