import { describe, expect, it } from "vitest";
import { LowSpeedWatch } from "../../../../src/transfer/download/lowSpeedWatch.ts";

/** Looks at a connection that brings so many bytes a second, after each second; a clock may be set meanwhile. */
function course(bytesPerSecond: number, clockAt: (second: number) => number): boolean[] {
  let time = clockAt(0);
  const clock = { now: () => time, sleep: () => Promise.resolve() };
  const watch = new LowSpeedWatch(clock, 1024, 30_000);
  return Array.from({ length: 70 }, (_, second) => {
    time = clockAt(second + 1);
    watch.count(bytesPerSecond);
    return watch.isTooSlow();
  });
}

describe("LowSpeedWatch", () => {
  it("notices a drip within its window, and leaves a slow connection alone", () => {
    expect(course(1, (second) => second * 1000).indexOf(true)).toBe(29);
    expect(course(2000, (second) => second * 1000)).not.toContain(true);
  });

  it("notices a drip also when the clock is set back by an hour", () => {
    const clockAt = (second: number): number => second * 1000 - (second > 10 ? 3_600_000 : 0);
    expect(course(1, clockAt).indexOf(true)).toBe(40);
    expect(course(2000, clockAt)).not.toContain(true);
  });
});
