import { expect, test } from "vitest";
import { readRange } from "../../../src/sandbox/links/range.ts";

test.each([
  [undefined, { kind: "whole" }],
  ["bytes=0-0", { kind: "part", start: 0, end: 1 }],
  ["bytes=10-", { kind: "part", start: 10, end: 100 }],
  ["bytes=10-1000", { kind: "part", start: 10, end: 100 }],
  ["bytes=-7", { kind: "part", start: 93, end: 100 }],
  ["bytes=-700", { kind: "part", start: 0, end: 100 }],
  ["bytes=100-", { kind: "unsatisfiable" }],
  ["bytes=-0", { kind: "unsatisfiable" }],
  // Nonsense, and what this host does not do, is answered with everything (RFC 9110, 14.2).
  ["bytes=5-4", { kind: "whole" }],
  ["bytes=0-1,5-6", { kind: "whole" }],
  ["bytes=-", { kind: "whole" }],
  ["items=0-1", { kind: "whole" }],
])("of 100 bytes, %s asks for %j", (header, expected) => {
  expect(readRange(header, 100)).toEqual(expected);
});
