import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeWire, Int64, integerField } from "../../../src/sandbox/api/wire.ts";
import type { JsonValue } from "../../../src/shared/jsonValue.ts";

describe("encodeWire", () => {
  test("writes plain values as JSON.stringify does", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(encodeWire(value as JsonValue)).toBe(JSON.stringify(value));
      }),
    );
  });

  test("writes an integer with exactly its digits, not as a string and not rounded", () => {
    expect(encodeWire({ file_id: new Int64("9223372036854775807"), more: [new Int64("1")] })).toBe(
      '{"file_id":9223372036854775807,"more":[1]}',
    );
  });
});

describe("integerField", () => {
  test.each([
    ['{"file_id":9223372036854775807}', "9223372036854775807"],
    ['{"purpose":"x","file_id": 12 }', "12"],
    ['{"file_id":"12"}', undefined],
    ['{"file_id":1.5}', undefined],
    ['{"file_id":1e3}', undefined],
    ["{}", undefined],
    ["[]", undefined],
  ])("of %s is %s", (json, expected) => {
    expect(integerField(json, "file_id")).toBe(expected);
  });
});
