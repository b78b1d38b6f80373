import { describe, expect, it } from "vitest";
import { compareValidators, isValidator, validatorOf } from "../../../../src/transfer/download/validator.ts";
import type { Validator } from "../../../../src/transfer/download/validator.ts";
import { headOf } from "../../../support/responseHead.ts";

describe("validatorOf", () => {
  it.each<[Record<string, string>, Validator]>([
    [{ etag: '"a"' }, { kind: "strong", tag: '"a"' }],
    [
      { etag: ' "a" ', "last-modified": "then" },
      { kind: "strong", tag: '"a"' },
    ],
    [{ etag: 'W/"a"' }, { kind: "weak", tag: 'W/"a"' }],
    [{ etag: "a" }, { kind: "weak", tag: "a" }],
    [{ etag: '"a", "b"' }, { kind: "weak", tag: '"a", "b"' }],
    [
      { etag: "", "last-modified": "then" },
      { kind: "date", lastModified: "then" },
    ],
    [{}, { kind: "none" }],
  ])("reads %j as %j", (headers, validator) => {
    expect(validatorOf(headOf(200, headers))).toEqual(validator);
    expect(isValidator(JSON.parse(JSON.stringify(validator)))).toBe(true);
  });
});

describe("compareValidators", () => {
  const strong = (tag: string): Validator => ({ kind: "strong", tag });
  const weak = (tag: string): Validator => ({ kind: "weak", tag });
  const date = (lastModified: string): Validator => ({ kind: "date", lastModified });
  const none: Validator = { kind: "none" };

  it.each<[Validator, Validator, ReturnType<typeof compareValidators>]>([
    [strong('"a"'), strong('"a"'), "same"],
    [strong('"a"'), strong('"b"'), "different"],
    [strong('"a"'), weak('W/"a"'), "unproven"],
    [strong('"a"'), weak('W/"b"'), "different"],
    [strong('"a"'), none, "unproven"],
    [weak('W/"a"'), weak('W/"a"'), "unproven"],
    [weak('W/"a"'), weak('W/"b"'), "different"],
    [weak('W/"a"'), strong('"a"'), "unproven"],
    [date("1"), date("1"), "unproven"],
    [date("1"), date("2"), "different"],
    [date("1"), strong('"a"'), "unproven"],
    [none, none, "unproven"],
    [none, strong('"a"'), "unproven"],
  ])("calls %j after %j %s", (known, seen, match) => {
    expect(compareValidators(known, seen)).toBe(match);
  });
});
