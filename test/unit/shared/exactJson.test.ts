import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExactJsonError, maximumJsonDepth, parseExactJson } from "../../../src/shared/exactJson.ts";

/** Any JSON value whose numbers are safe: what `JSON.parse` itself gets right. */
const ordinaryJson = fc.jsonValue().filter((value) => !/\d{16}/.test(JSON.stringify(value)));

describe("parseExactJson", () => {
  test("keeps the largest int64 digit by digit", () => {
    expect(parseExactJson('{"file_id":9223372036854775807}')).toEqual({ file_id: "9223372036854775807" });
  });

  test.each([
    ["999999999999999", 999999999999999],
    ["1000000000000000", "1000000000000000"],
    ["9007199254740991", "9007199254740991"],
    ["9007199254740993", "9007199254740993"],
    ["-9007199254740993", "-9007199254740993"],
    ["-999999999999999", -999999999999999],
    ["-0", -0],
    ["1e20", 1e20],
    ["1E+20", 1e20],
    ["0.1234567890123456789", Number("0.1234567890123456789")],
    ["12345678901234567890.5", Number("12345678901234567890.5")],
    ["1234567890123456e2", 1234567890123456e2],
    ["null", null],
    ['"1234567890123456789"', "1234567890123456789"],
  ])("%s is read as %j", (text, value) => {
    expect(parseExactJson(text)).toEqual(value);
    expect(parseExactJson(`[ ${text} , ${text}]`)).toEqual([value, value]);
    expect(parseExactJson(`{"a":${text}}`)).toEqual({ a: value });
  });

  test("leaves digits inside strings alone, whatever escapes surround them", () => {
    const tricky = String.raw`{"filename":"\"file_id\":1234567890123456789\\","file_id":1234567890123456789}`;
    expect(parseExactJson(tricky)).toEqual({
      filename: String.raw`"file_id":1234567890123456789` + "\\",
      file_id: "1234567890123456789",
    });
  });

  test("recognises keys written with escapes, and lets the last of duplicate keys win", () => {
    const text = String.raw`{"file\u005fid":1234567890123456789,"file_id":9876543210987654321}`;
    expect(parseExactJson(text)).toEqual({ file_id: "9876543210987654321" });
  });

  test("keeps a __proto__ key as data", () => {
    const value = parseExactJson('{"__proto__":{"polluted":true}}');
    expect(Object.keys(value as object)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("skips a byte order mark", () => {
    expect(parseExactJson('\uFEFF{"a":1}')).toEqual({ a: 1 });
  });

  test.each([
    ["", "an empty text"],
    ['{"file_id":1234567890123456789', "a text cut after a long integer"],
    ['{"filename":"never closed', "a text cut inside a string"],
    ['{"filename":"\\', "a text cut after a backslash"],
    ["0123456789012345678", "a leading zero"],
    ["{1234567890123456789:1}", "a number as a key"],
    ["{1234567890123456789\n :1}", "a number as a key, with space before the colon"],
    ["--1234567890123456789", "two signs"],
    ["+1234567890123456789", "a plus sign"],
    ["[1234567890123456789abc]", "letters after a number"],
    ["[1 2]", "two values without a comma"],
  ])("refuses %j: %s", (text) => {
    expect(() => parseExactJson(text)).toThrow(new ExactJsonError("syntax"));
  });

  test("says nothing of the text in its error, since it may hold a signed link", () => {
    const thrown = catchError(() => parseExactJson('{"download_url":"https://a/b?Signature=canary" x'));
    expect(String(thrown)).not.toContain("canary");
    expect((thrown as Error).cause).toBeUndefined();
  });

  test("refuses nesting beyond its limit instead of crashing on it", () => {
    const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
    expect(() => parseExactJson(nested(maximumJsonDepth))).not.toThrow();
    expect(() => parseExactJson(nested(maximumJsonDepth + 1))).toThrow(new ExactJsonError("depth"));
    expect(() => parseExactJson('{"a":'.repeat(1_000_000))).toThrow(new ExactJsonError("depth"));
  });

  test("does not count brackets inside strings as nesting", () => {
    const text = JSON.stringify("[{".repeat(1000));
    expect(parseExactJson(text)).toBe("[{".repeat(1000));
  });

  test("equals JSON.parse for every value without long integers", () => {
    fc.assert(
      fc.property(ordinaryJson, fc.constantFrom(undefined, 1, "\t", "\r\n"), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        expect(parseExactJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test("keeps every integer of any length, anywhere in a document", () => {
    const integer = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
    fc.assert(
      fc.property(fc.array(integer), ordinaryJson, fc.string(), (integers, other, name) => {
        const text = `{"ids":[${integers.join(", ")}],"other":${JSON.stringify(other)},"name":${JSON.stringify(name)}}`;
        const parsed = parseExactJson(text) as { ids: (string | number)[]; other: unknown; name: string };
        expect(parsed.ids.map((id) => BigInt(id))).toEqual(integers);
        expect(parsed.other).toEqual(JSON.parse(JSON.stringify(other)));
        expect(parsed.name).toBe(name);
      }),
    );
  });

  test("accepts exactly the texts that JSON.parse accepts", () => {
    const fragment = fc.constantFrom(
      ...'{}[],:"\\ \n-+.eE019'.split(""),
      "1234567890123456789",
      "-9876543210987654321",
      "true",
      "null",
      '"a"',
      String.raw`\"`,
      String.raw`\u0022`,
    );
    const text = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (source) => {
        expect(accepts(parseExactJson, source)).toBe(accepts(JSON.parse, source));
      }),
      { numRuns: 2000 },
    );
  });
});

function accepts(parse: (text: string) => unknown, text: string): boolean {
  return catchError(() => parse(text)) === undefined;
}

function catchError(action: () => unknown): unknown {
  try {
    action();
    return undefined;
  } catch (error) {
    return error;
  }
}
