import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateBounds } from "../../../../src/catalog/dateBuckets.ts";
import { matchesGlob } from "../../../../src/catalog/filter/glob.ts";
import { filterEntries, filterTest } from "../../../../src/catalog/filter/matchFilter.ts";
import { parseFilter, type FilterContext } from "../../../../src/catalog/filter/parseFilter.ts";
import type { FileRecord } from "../../../../src/platform/fileRecord.ts";
import { Calendar } from "../../../../src/shared/calendar.ts";
import { runNow } from "../../../../src/shared/steps.ts";
import { listedEntry, noon } from "../../../support/catalog.ts";

const context: FilterContext = { calendar: new Calendar("UTC") };
const days = dateBounds(noon, context.calendar, 1);

function matches(filter: string, record: Partial<FileRecord>): boolean {
  return filterTest(parseFilter(filter, context).filter, days)(listedEntry(record));
}

const million = 1_000_000;

describe("globs", () => {
  it("match as the regular expression that they stand for", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "😀"), maxLength: 10 });
    fc.assert(
      fc.property(pattern, text, (glob, name) => {
        const source = glob.replaceAll("*", ".*").replaceAll("?", ".");
        expect(matchesGlob(glob, name)).toBe(new RegExp(`^${source}$`, "su").test(name));
      }),
      { numRuns: 500 },
    );
  });

  it("take every other character as itself", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/[*?]/.test(text));
        expect(matchesGlob(text, text)).toBe(true);
        expect(matchesGlob(`*${text}`, `x${text}`)).toBe(true);
        expect(matchesGlob(text, `${text}x`)).toBe(false);
      }),
    );
  });

  it("end on a name of a million characters made to defeat them", () => {
    expect(matchesGlob(`${"*a".repeat(20)}b`, "a".repeat(million))).toBe(false);
    expect(matchesGlob(`*${"a".repeat(20)}b*`, "a".repeat(million))).toBe(false);
  });
});

describe("filtering", () => {
  it("wants every term, without regard to case or the way an accent is written", () => {
    expect(matches("OUTPUT aigc", { filename: "output_AIGC.mp4" })).toBe(true);
    expect(matches("output missing", { filename: "output_aigc.mp4" })).toBe(false);
    expect(matches("caf\u00e9", { filename: "Cafe\u0301.mp3" })).toBe(true);
  });

  it("finds by name, id, purpose and type", () => {
    const video: Partial<FileRecord> = { id: "3358115", filename: "Take.MP4", purpose: "video_generation" };
    for (const filter of [
      "*.mp4",
      "take",
      "3358",
      "id:3358115",
      "purpose:video",
      "purpose:*_gen*",
      "type:video",
    ]) {
      expect(matches(filter, video)).toBe(true);
      expect(matches(`-${filter}`, video)).toBe(false);
    }
    for (const filter of ["*.mp", "8115", "id:8115", "purpose:voice", "type:audio", "type:wav"]) {
      expect(matches(filter, video)).toBe(false);
    }
    expect(matches("type:text", { filename: "a.csv" })).toBe(true);
    expect(matches("type:json", { filename: "a.csv" })).toBe(false);
  });

  it("compares sizes at the bound", () => {
    const outcomes = (size: number | undefined): boolean[] =>
      ["<1kb", "<=1kb", "=1kb", ">=1kb", ">1kb"].map((filter) => matches(filter, { size }));
    expect(outcomes(1023)).toEqual([true, true, false, false, false]);
    expect(outcomes(1024)).toEqual([false, true, true, true, false]);
    expect(outcomes(1025)).toEqual([false, false, false, true, true]);
    expect(outcomes(undefined)).toEqual([false, false, false, false, false]);
  });

  it("finds unknown sizes by name and as the 0 that the platform writes", () => {
    expect(matches("size:unknown", { size: undefined })).toBe(true);
    expect(matches("=0", { size: undefined })).toBe(true);
    expect(matches("<1kb", { size: undefined })).toBe(false);
    expect(matches("size:unknown", { size: 0 })).toBe(false);
  });

  it("divides all dated files between before and after", () => {
    const day = Date.UTC(2026, 10, 20) / 1000;
    expect(matches("before:2026-11-20", { createdAt: day - 1 })).toBe(true);
    expect(matches("before:2026-11-20", { createdAt: day })).toBe(false);
    expect(matches("after:2026-11-20", { createdAt: day })).toBe(true);
    expect(matches("after:2026-11-20", { createdAt: undefined })).toBe(false);
    expect(matches("before:2026-11-20", { createdAt: undefined })).toBe(false);
  });

  it("shows everything for no filter, and keeps the order", () => {
    const entries = ["b.mp4", "a.mp3", "c.mp4"].map((filename) => listedEntry({ filename }));
    const shown = (text: string) => runNow(filterEntries(entries, parseFilter(text, context).filter, days));
    expect(shown("  ")).toEqual(entries);
    expect(shown("*.mp4").map(({ record }) => record.filename)).toEqual(["b.mp4", "c.mp4"]);
  });

  it("ends on names and filters of a million characters", () => {
    const filename = "a".repeat(million);
    expect(matches(`${"*a".repeat(20)}*b`, { filename })).toBe(false);
    expect(matches("*a".repeat(million), { filename: "b" })).toBe(false);
    expect(matches("a".repeat(400), { filename })).toBe(true);
  });
});
