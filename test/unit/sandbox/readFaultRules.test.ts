import { describe, expect, test } from "vitest";
import { readFaultRules } from "../../../src/sandbox/control/readFaultRules.ts";
import type { FaultRule } from "../../../src/sandbox/faults/fault.ts";

const rules: readonly FaultRule[] = [
  { at: "api", kind: "code", code: 1002, times: 2, operation: "list" },
  {
    at: "api",
    kind: "status",
    status: 503,
    retryAfter: "Wed, 21 Oct 2026 07:28:00 GMT",
    envelope: "gateway",
  },
  { at: "api", kind: "deadAfterWork" },
  { at: "signing", kind: "lifetime", seconds: 3, fileId: "9223372036854775807" },
  { at: "link", kind: "reset", afterBytes: 10, skip: 1, host: "both" },
  { at: "link", kind: "changed", silently: true },
  { at: "task", kind: "fail", code: 1027 },
];

describe("readFaultRules", () => {
  test("takes a list, or a single one", () => {
    expect(readFaultRules(JSON.stringify(rules))).toEqual(rules);
    expect(readFaultRules(JSON.stringify(rules[0]))).toEqual([rules[0]]);
  });

  test.each([
    ["{", "not JSON"],
    ["[1]", "an object"],
    ['{"at":"moon","kind":"down"}', '"at" is one of api, signing, link, task'],
    ['{"at":"constructor","kind":"name"}', '"at" is one of'],
    ['{"at":"task","kind":"down"}', '"kind" of task is one of fail, expired'],
    ['{"at":"api","kind":"code"}', '"code" is a number'],
    ['{"at":"api","kind":"code","code":"1002"}', '"code" is a number'],
    ['{"at":"api","kind":"dead","operation":"lst"}', '"operation" is one of list'],
    ['{"at":"link","kind":"expired","tmes":1}', '"tmes" is not a field'],
    ['{"at":"link","kind":"expired","times":"1"}', '"times" is a number'],
  ])("says what is wrong with %s", (json, reason) => {
    expect(readFaultRules(json)).toContain(reason);
  });
});
