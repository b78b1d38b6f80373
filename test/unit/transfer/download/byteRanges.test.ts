import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteRanges } from "../../../../src/transfer/download/byteRanges.ts";

const size = 40;
const span = fc
  .tuple(fc.nat(size), fc.nat(size))
  .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
const spans = fc.array(span, { maxLength: 12 });

/** The same set, kept the slow and obvious way. */
function positions(list: readonly { start: number; end: number }[]): Set<number> {
  return new Set(
    list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index)),
  );
}

describe("ByteRanges", () => {
  it("holds the positions that were added, in any order and overlap", () => {
    fc.assert(
      fc.property(spans, (added) => {
        const ranges = new ByteRanges(added);
        expect(positions(ranges.spans)).toEqual(positions(added));
        expect(ranges.size).toBe(positions(added).size);
      }),
    );
  });

  it("keeps its spans sorted, apart and not empty", () => {
    fc.assert(
      fc.property(spans, (added) => {
        const kept = new ByteRanges(added).spans;
        for (const [index, { start, end }] of kept.entries()) {
          expect(start).toBeLessThan(end);
          expect(start).toBeGreaterThan(kept[index - 1]?.end ?? -1);
        }
      }),
    );
  });

  it("misses exactly what was not added", () => {
    fc.assert(
      fc.property(spans, fc.nat(size), (added, total) => {
        const missing = positions(new ByteRanges(added).missing(total));
        const held = positions(added);
        for (let position = 0; position < total; position += 1) {
          expect(missing.has(position)).toBe(!held.has(position));
        }
        expect([...missing].every((position) => position < total)).toBe(true);
      }),
    );
  });

  it("counts the unbroken run before a position", () => {
    fc.assert(
      fc.property(spans, fc.nat(size), (added, position) => {
        const held = positions(added);
        let run = 0;
        while (held.has(position - run - 1)) {
          run += 1;
        }
        expect(new ByteRanges(added).runBefore(position)).toBe(run);
      }),
    );
  });
});
