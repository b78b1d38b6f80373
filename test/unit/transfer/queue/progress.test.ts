import fc from "fast-check";
import { expect, test } from "vitest";
import { measure, percentOf } from "../../../../src/transfer/queue/progress.ts";

test("there is no percentage of an unknown total", () => {
  expect(percentOf({ transferred: 10, total: undefined })).toBeUndefined();
  expect(percentOf({ transferred: 10, total: 0 })).toBeUndefined();
});

test("the percentage is rounded down", () => {
  expect(percentOf({ transferred: 299, total: 1000 })).toBe(29);
});

test("the percentage never says 100, whatever an engine reports", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (transferred, total) => {
      const percent = percentOf({ transferred, total });
      expect(percent === undefined || (percent >= 0 && percent <= 99)).toBe(true);
    }),
  );
  expect(percentOf({ transferred: 5, total: 5 })).toBe(99);
});

test("the time left follows from speed and total, and is unknown without one of them", () => {
  const progress = { phase: "receiving", transferred: 400, total: 1000 } as const;
  expect(measure(progress, 200).secondsLeft).toBe(3);
  expect(measure(progress, 0).secondsLeft).toBeUndefined();
  expect(measure(progress, undefined).secondsLeft).toBeUndefined();
  expect(measure({ ...progress, total: undefined }, 200).secondsLeft).toBeUndefined();
});

test("more than was announced is no negative time", () => {
  expect(measure({ phase: "receiving", transferred: 1100, total: 1000 }, 50).secondsLeft).toBe(0);
});
