import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateBounds, dateBucketOf } from "../../../src/catalog/dateBuckets.ts";
import { groupEntries, groupings, type GroupingContext } from "../../../src/catalog/grouping.ts";
import { addTotals, noTotals, quotaGauge, totalsOf } from "../../../src/catalog/totals.ts";
import { Calendar } from "../../../src/shared/calendar.ts";
import { runNow } from "../../../src/shared/steps.ts";
import { listedEntry, noon } from "../../support/catalog.ts";

const monday = 1;
const context: GroupingContext = {
  purposeOrder: ["voice_clone", "video_generation"],
  dates: dateBounds(noon, new Calendar("UTC"), monday),
};
const hour = 3600;
const now = noon / 1000;

const anyEntries = fc.array(
  fc
    .record({
      id: fc.nat().map(String),
      filename: fc.constantFrom("a.mp4", "b.mp3", "c.png", "d.jsonl", "e.csv", "f.pdf", "g.tar", "h", ".mp4"),
      purpose: fc.oneof(fc.constantFrom("voice_clone", "video_generation"), fc.string({ maxLength: 3 })),
      size: fc.option(fc.nat(), { nil: undefined }),
      createdAt: fc.option(fc.integer({ min: 0, max: now + 86400 }), { nil: undefined }),
    })
    .map(listedEntry),
);

describe("grouping", () => {
  it("places every file in exactly one group, and has no empty group", () => {
    fc.assert(
      fc.property(anyEntries, fc.constantFrom(...groupings), (entries, groupBy) => {
        const buckets = runNow(groupEntries(entries, groupBy, context));
        expect(new Set(buckets.map(({ key }) => key)).size).toBe(buckets.length);
        expect(buckets.every((bucket) => bucket.entries.length > 0)).toBe(true);
        const placed = buckets.flatMap((bucket) => bucket.entries);
        expect(placed).toHaveLength(entries.length);
        expect(new Set(placed)).toEqual(new Set(entries));
      }),
    );
  });

  it("shows documented purposes in their order, then unknown ones by name", () => {
    const purposes = ["zeta", "video_generation", "assistants", "voice_clone"];
    const entries = purposes.map((purpose, index) => listedEntry({ id: String(index), purpose }));
    expect(runNow(groupEntries(entries, "purpose", context)).map(({ key }) => key)).toEqual([
      "voice_clone",
      "video_generation",
      "assistants",
      "zeta",
    ]);
  });

  it("groups by type, json and tables among the texts", () => {
    const entries = ["a.csv", "b.jsonl", "c.MP4", "d.xyz", "e.txt"].map((filename, index) =>
      listedEntry({ id: String(index), filename }),
    );
    expect(
      runNow(groupEntries(entries, "type", context)).map(({ key, entries: { length } }) => [key, length]),
    ).toEqual([
      ["video", 1],
      ["text", 3],
      ["other", 1],
    ]);
  });
});

describe("date groups", () => {
  it("follow the user's own days", () => {
    // In Kiritimati it is already Tuesday, 02:00.
    const bounds = dateBounds(noon, new Calendar("Pacific/Kiritimati"), monday);
    expect(dateBucketOf(now - hour, bounds)).toBe("today");
    expect(dateBucketOf(now - 3 * hour, bounds)).toBe("yesterday");
    expect(dateBucketOf(now - 3 * hour, context.dates)).toBe("today");
  });

  it("begin the week where the user's week begins", () => {
    const sunday = 7;
    const saturday = Date.UTC(2026, 10, 28, 12);
    const lastSunday = Date.UTC(2026, 10, 22, 12) / 1000;
    const utc = new Calendar("UTC");
    expect(dateBucketOf(lastSunday, dateBounds(saturday, utc, monday))).toBe("thisMonth");
    expect(dateBucketOf(lastSunday, dateBounds(saturday, utc, sunday))).toBe("thisWeek");
  });

  it("keep a time ahead of the clock as today and a missing one as unknown", () => {
    expect(dateBucketOf(now + 99 * hour, context.dates)).toBe("today");
    expect(dateBucketOf(undefined, context.dates)).toBe("unknown");
    expect(dateBucketOf(0, context.dates)).toBe("older");
  });

  it("never get younger with age", () => {
    const order = ["today", "yesterday", "thisWeek", "thisMonth", "older"];
    const anyTime = fc.integer({ min: now - 60 * 24 * hour, max: now });
    fc.assert(
      fc.property(anyTime, anyTime, (a, b) => {
        const [older, younger] = [Math.min(a, b), Math.max(a, b)];
        expect(order.indexOf(dateBucketOf(older, context.dates))).toBeGreaterThanOrEqual(
          order.indexOf(dateBucketOf(younger, context.dates)),
        );
      }),
    );
  });
});

describe("totals", () => {
  it("of groups add up to the total of all, unknown sizes counted apart", () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const groups = runNow(groupEntries(entries, "type", context));
        const sum = groups.map((group) => totalsOf(group.entries)).reduce(addTotals, noTotals);
        expect(sum).toEqual(totalsOf(entries));
        expect(sum.count).toBe(entries.length);
      }),
    );
    expect(totalsOf([listedEntry({ size: 5 }), listedEntry({ size: undefined })])).toEqual({
      count: 2,
      bytes: 5,
      unknownSizes: 1,
    });
  });

  it("fill the quota's gauge with what is still there", () => {
    const here = listedEntry({ size: 95 });
    const missing = { ...listedEntry({ size: 95 }), missing: true };
    expect(quotaGauge([here, missing], 100)).toMatchObject({ usedBytes: 95, fraction: 0.95, level: "high" });
    expect(quotaGauge([here, here], 100).level).toBe("full");
    expect(quotaGauge([here]).level).toBe("normal");
  });
});
