import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterText } from "../../../../src/catalog/filter/filterText.ts";
import {
  longestFilter,
  parseFilter,
  type FilterContext,
} from "../../../../src/catalog/filter/parseFilter.ts";
import { parseSize } from "../../../../src/catalog/filter/sizeText.ts";
import { Calendar } from "../../../../src/shared/calendar.ts";
import { anyText } from "../../../support/anyText.ts";

const context: FilterContext = { calendar: new Calendar("Asia/Shanghai") };
const parse = (text: string) => parseFilter(text, context);
const conditions = (text: string) => parse(text).filter.terms.map(({ condition }) => condition);

/** Text near the syntax: its words, signs and blanks in any order. */
const anyFilter = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "name:",
        "purpose:",
        "type:",
        "id:",
        "size:",
        "before:",
        "after:",
        "x:",
        "-",
        '"',
        "\\",
        " ",
      ),
      fc.constantFrom(
        ">10mb",
        "<=2kb",
        "=0",
        "*",
        "?",
        "video",
        "mp4",
        "2026-01-01",
        "today",
        "unknown",
        "take",
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("the filter's syntax", () => {
  it("reads what a user can guess", () => {
    expect(conditions("*.mp4 purpose:video type:audio id:1234 take")).toEqual([
      { kind: "nameMatches", pattern: "*.mp4" },
      { kind: "purposeContains", text: "video" },
      { kind: "type", type: "audio" },
      { kind: "idStartsWith", prefix: "1234" },
      { kind: "word", text: "take" },
    ]);
    expect(conditions("type:mp4 type:.WAV name:a?c purpose:t2a*")).toEqual([
      { kind: "extension", extension: "mp4" },
      { kind: "extension", extension: "wav" },
      { kind: "nameMatches", pattern: "a?c" },
      { kind: "purposeMatches", pattern: "t2a*" },
    ]);
  });

  it("reads sizes in units of 1024", () => {
    expect(conditions(">10mb <=2kb =0 size:>1.5GiB size:7 size:unknown")).toEqual([
      { kind: "size", comparison: ">", bytes: 10 * 1024 ** 2 },
      { kind: "size", comparison: "<=", bytes: 2048 },
      { kind: "size", comparison: "=", bytes: 0 },
      { kind: "size", comparison: ">", bytes: 1.5 * 1024 ** 3 },
      { kind: "size", comparison: "=", bytes: 7 },
      { kind: "sizeUnknown" },
    ]);
    for (const text of ["", "mb", "1xb", "1e3", "-1", "1.2.3", "9".repeat(400)]) {
      expect(parseSize(text)).toBeUndefined();
    }
  });

  it("reads days as the user's own", () => {
    const midnight = Date.UTC(2025, 11, 31, 16);
    expect(conditions("before:2026-01-01 after:today after:yesterday")).toEqual([
      { kind: "before", day: midnight, text: "2026-01-01" },
      { kind: "after", day: "today", text: "today" },
      { kind: "after", day: "yesterday", text: "yesterday" },
    ]);
  });

  it("takes quoted text as it stands", () => {
    expect(conditions(String.raw`"my file*" name:"a \"b\" \\" ">10mb"`)).toEqual([
      { kind: "word", text: "my file*" },
      { kind: "nameContains", text: 'a "b" \\' },
      { kind: "word", text: ">10mb" },
    ]);
  });

  it("negates with a minus before a word, and only there", () => {
    expect(parse("-take -purpose:voice - a-b").filter.terms.map(({ negated }) => negated)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("reports what it does not understand, with its place, and keeps the rest", () => {
    const text = 'colour:red >10xb before:never type:vidoe id: take "open';
    const { filter, problems } = parse(text);
    expect(problems.map(({ reason, start, end }) => [reason, text.slice(start, end)])).toEqual([
      ["unknownKey", "colour:red"],
      ["badSize", ">10xb"],
      ["badDate", "before:never"],
      ["unknownType", "type:vidoe"],
      ["emptyValue", "id:"],
      ["unclosedQuote", '"open'],
    ]);
    expect(filter.terms.map(({ condition }) => condition)).toEqual([
      { kind: "word", text: "colour:red" },
      { kind: "word", text: "take" },
      { kind: "word", text: "open" },
    ]);
  });

  it("cuts a filter that is too long, and says so", () => {
    const { filter, problems } = parse("a ".repeat(500_000));
    expect(filter.terms).toHaveLength(longestFilter / 2);
    expect(problems[0]).toMatchObject({ reason: "tooLong", start: longestFilter, end: 1_000_000 });
  });

  it("never throws, and places every problem inside the text", () => {
    fc.assert(
      fc.property(fc.oneof(anyFilter, anyText), (text) => {
        for (const { start, end, text: excerpt } of parse(text).problems) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(excerpt);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("a filter written out", () => {
  it("reads as the same filter, without problems", () => {
    fc.assert(
      fc.property(anyFilter, (text) => {
        const { filter } = parse(text);
        const written = filterText(filter);
        fc.pre(written.length <= longestFilter);
        const again = parse(written);
        expect(again.filter).toEqual(filter);
        expect(again.problems).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("is as short as a user would write it", () => {
    expect(filterText(parse('*.mp4 -purpose:voice_clone "my file" type:video').filter)).toBe(
      '*.mp4 -purpose:voice_clone "my file" type:video',
    );
  });
});
