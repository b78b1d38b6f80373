import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Backoff, retryAfter } from "../../../src/transfer/retryPolicy.ts";

describe("Backoff", () => {
  it("stays between floor and cap, and grows at most threefold", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 20 }),
        (numbers) => {
          let index = 0;
          const backoff = new Backoff(200, 10_000, () => numbers[index++]!);
          let previous = 200;
          while (index < numbers.length) {
            const wait = backoff.next();
            expect(wait).toBeGreaterThanOrEqual(200);
            expect(wait).toBeLessThanOrEqual(Math.min(10_000, previous * 3));
            previous = wait;
          }
        },
      ),
    );
  });

  it("starts from the floor again after a success", () => {
    const backoff = new Backoff(200, 10_000, () => 0.999);
    const first = backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(first);
  });
});

describe("retryAfter", () => {
  const now = Date.parse("2026-11-23T07:00:00Z");

  it.each([
    ["0", 0],
    [" 120 ", 120_000],
    ["Mon, 23 Nov 2026 07:01:00 GMT", 60_000],
    ["Mon, 23 Nov 2026 06:00:00 GMT", 0],
    ["soon", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("reads %j as %j ms", (header, wait) => {
    expect(retryAfter(header, now)).toBe(wait);
  });
});
