import { describe, expect, it } from "vitest";
import { parseContentRange } from "../../../../src/transfer/download/contentRange.ts";

describe("parseContentRange", () => {
  it.each([
    ["bytes 0-99/200", { span: { start: 0, end: 100 }, total: 200 }],
    ["Bytes 5-5/6", { span: { start: 5, end: 6 }, total: 6 }],
    ["bytes 0-99/*", { span: { start: 0, end: 100 }, total: undefined }],
    ["bytes */200", { span: undefined, total: 200 }],
  ])("reads %j", (value, range) => {
    expect(parseContentRange(value)).toEqual(range);
  });

  it.each([
    undefined,
    "",
    "bytes",
    "bytes 0-99",
    "items 0-99/200",
    "bytes 9-3/20",
    "bytes 0-200/200",
    "bytes -5-9/20",
    "bytes 0-9/99999999999999999999",
  ])("does not believe %j", (value) => {
    expect(parseContentRange(value)).toBeUndefined();
  });
});
