import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Calendar, isoDay, parseIsoDay, weekdayOf } from "../../../src/shared/calendar.ts";

const zones = [
  "UTC",
  "Asia/Shanghai",
  "America/New_York",
  "Pacific/Kiritimati",
  "America/Sao_Paulo",
  "Asia/Kathmandu",
];

describe("calendar days", () => {
  it("begin at the zone's own midnight", () => {
    const instant = Date.UTC(2026, 10, 23, 20);
    expect(new Calendar("Asia/Shanghai").dayOf(instant)).toEqual({ year: 2026, month: 11, day: 24 });
    expect(new Calendar("Asia/Shanghai").startOfDay(instant)).toBe(Date.UTC(2026, 10, 23, 16));
    expect(new Calendar("America/New_York").startOfDay(instant)).toBe(Date.UTC(2026, 10, 23, 5));
  });

  it("begin later where a clock change skips midnight", () => {
    // São Paulo went from 00:00 to 01:00 on 4 November 2018.
    const calendar = new Calendar("America/Sao_Paulo");
    expect(calendar.startOf({ year: 2018, month: 11, day: 4 })).toBe(Date.UTC(2018, 10, 4, 3));
    expect(calendar.startOf({ year: 2018, month: 11, day: 5 })).toBe(Date.UTC(2018, 10, 5, 2));
  });

  it("hold every instant between their beginning and the next day's", () => {
    const anyInstant = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
    for (const zone of zones) {
      const calendar = new Calendar(zone);
      fc.assert(
        fc.property(anyInstant, (instant) => {
          expect(calendar.startOfDay(instant)).toBeLessThanOrEqual(instant);
          expect(calendar.startOfDay(instant, 1)).toBeGreaterThan(instant);
          expect(calendar.dayOf(calendar.startOfDay(instant))).toEqual(calendar.dayOf(instant));
        }),
        { numRuns: 40 },
      );
    }
  });

  it("know their weekday, Monday first", () => {
    expect(weekdayOf({ year: 2026, month: 11, day: 23 })).toBe(1);
    expect(weekdayOf({ year: 2026, month: 11, day: 29 })).toBe(7);
  });

  it("are written and read as ISO days, and nothing else is read", () => {
    expect(isoDay({ year: 2026, month: 1, day: 9 })).toBe("2026-01-09");
    expect(parseIsoDay("2026-01-09")).toEqual({ year: 2026, month: 1, day: 9 });
    expect(parseIsoDay("2026-1-9")).toEqual({ year: 2026, month: 1, day: 9 });
    for (const text of ["2026-02-30", "2026-13-01", "26-01-01", "2026-01-01T00", "", "today"]) {
      expect(parseIsoDay(text)).toBeUndefined();
    }
  });
});
