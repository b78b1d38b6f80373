import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isMilestone,
  isUrgent,
  secondsLeft,
  shareLeft,
  untilNextTick,
} from "../../../src/webview/countdown.ts";

const life = { issuedAt: 1_000, expiresAt: 1_100 };
const instants = fc.integer({ min: 900_000, max: 1_200_000 });

describe("a link's countdown", () => {
  it("counts a started second as a whole one, so that zero means expired", () => {
    expect(secondsLeft(life, 1_099_999)).toBe(1);
    expect(secondsLeft(life, 1_100_000)).toBe(0);
    expect(secondsLeft(life, 1_200_000)).toBe(0);
  });

  it("shows every second once: each tick lands where the number changes by one", () => {
    fc.assert(
      fc.property(instants, (now) => {
        const delay = untilNextTick(life, now);
        const before = secondsLeft(life, now);
        expect(delay === undefined ? 0 : before - secondsLeft(life, now + delay)).toBe(
          delay === undefined ? 0 : 1,
        );
      }),
    );
  });

  it("stops ticking at zero and not before", () => {
    fc.assert(
      fc.property(instants, (now) => {
        expect(untilNextTick(life, now) === undefined).toBe(secondsLeft(life, now) === 0);
      }),
    );
  });

  it("keeps the share between nothing and all, also for a life that makes no sense", () => {
    expect(shareLeft(life, 1_000_000)).toBe(1);
    expect(shareLeft(life, 1_050_000)).toBe(0.5);
    expect(shareLeft(life, 2_000_000)).toBe(0);
    expect(shareLeft(life, 0)).toBe(1);
    expect(shareLeft({ issuedAt: 1_100, expiresAt: 1_100 }, 1_000_000)).toBe(0);
  });

  it("interrupts a screen reader's user at few moments, also when ticks were missed", () => {
    expect(isMilestone(301, 300)).toBe(true);
    expect(isMilestone(300, 299)).toBe(false);
    expect(isMilestone(5_000, 200)).toBe(true);
    expect(isMilestone(61, 0)).toBe(false);
    const spoken = Array.from({ length: 7_200 }, (_, second) => 7_200 - second).filter((before) =>
      isMilestone(before, before - 1),
    );
    expect(spoken).toHaveLength(9);
  });

  it("catches the eye in the last five minutes", () => {
    expect([isUrgent(301), isUrgent(300)]).toEqual([false, true]);
  });
});
