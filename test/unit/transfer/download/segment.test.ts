import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteRanges } from "../../../../src/transfer/download/byteRanges.ts";
import { nextSegment, rejoin } from "../../../../src/transfer/download/segment.ts";
import type { Segment } from "../../../../src/transfer/download/segment.ts";

const segment = (start: number, end: number | undefined, received = start): Segment => ({
  start,
  end,
  received,
});

describe("nextSegment", () => {
  it("is the whole file at first, whether or not its size is known", () => {
    expect(nextSegment(new ByteRanges(), [], undefined, 10)).toEqual(segment(0, undefined));
    expect(nextSegment(new ByteRanges(), [], 100, 10)).toEqual(segment(0, 100));
  });

  it("goes on after what is there while the size is unknown, over one connection only", () => {
    const done = new ByteRanges([{ start: 0, end: 30 }]);
    expect(nextSegment(done, [], undefined, 10)).toEqual(segment(30, undefined));
    expect(nextSegment(done, [segment(30, undefined)], undefined, 10)).toBeUndefined();
  });

  it("is the first gap that nobody works on", () => {
    const done = new ByteRanges([{ start: 20, end: 50 }]);
    expect(nextSegment(done, [segment(0, 20)], 100, 1000)).toEqual(segment(50, 100));
  });

  it("is the second half of the segment that has most left, which is shortened", () => {
    const [small, large] = [segment(0, 40, 10), segment(40, 100, 60)];
    expect(nextSegment(new ByteRanges(), [small, large], 100, 40)).toEqual(segment(80, 100));
    expect([small.end, large.end]).toEqual([40, 80]);
  });

  it("is nothing where a split is not worth it", () => {
    expect(nextSegment(new ByteRanges(), [segment(0, 100, 61)], 100, 40)).toBeUndefined();
  });

  it("covers every byte once, however segments are taken, received and lost", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(60), fc.boolean()), { maxLength: 40 }), (steps) => {
        const total = 200;
        const done = new ByteRanges();
        let active: Segment[] = [];
        for (const [pick, bytes, isLost] of steps) {
          const next = active.length < 4 ? nextSegment(done, active, total, 20) : undefined;
          active = next === undefined ? active : [...active, next];
          const chosen = active[pick % Math.max(1, active.length)];
          if (chosen !== undefined) {
            const upTo = Math.min(chosen.received + bytes, chosen.end ?? total);
            done.add(chosen.received, upTo);
            chosen.received = upTo;
            active = active.filter((one) => one !== chosen || !(isLost || upTo === (one.end ?? total)));
          }
          const claims = [...active].sort((a, b) => a.start - b.start);
          for (const [index, claim] of claims.entries()) {
            expect(claim.end ?? total).toBeLessThanOrEqual(claims[index + 1]?.start ?? total);
            expect(claim.received).toBeLessThanOrEqual(claim.end ?? total);
          }
        }
      }),
    );
  });
});

describe("rejoin", () => {
  it("gives an untouched segment back to the one before it", () => {
    const before = segment(0, 50, 10);
    rejoin(segment(50, 100), [segment(100, 200), before]);
    expect(before.end).toBe(100);
  });

  it("leaves a segment alone that has brought something, or whose neighbour is gone", () => {
    const before = segment(0, 50, 10);
    rejoin(segment(50, 100, 60), [before]);
    rejoin(segment(60, 100), [before]);
    expect(before.end).toBe(50);
  });
});
