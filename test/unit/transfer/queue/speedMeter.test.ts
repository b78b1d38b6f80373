import fc from "fast-check";
import { expect, test } from "vitest";
import { SpeedMeter } from "../../../../src/transfer/queue/speedMeter.ts";

class Ticker {
  time = 0;
  readonly now = (): number => this.time;
}

function meterAndClock(): { meter: SpeedMeter; clock: Ticker } {
  const clock = new Ticker();
  return { meter: new SpeedMeter(clock), clock };
}

test("a single report is no speed", () => {
  const { meter } = meterAndClock();
  meter.report(1000);
  expect(meter.speed()).toBeUndefined();
});

test("what earlier attempts left is not taken for speed", () => {
  const { meter, clock } = meterAndClock();
  meter.report(1_000_000);
  clock.time = 1000;
  meter.report(1_000_500);
  expect(meter.speed()).toBe(500);
});

test("an old speed is forgotten after a few seconds", () => {
  const { meter, clock } = meterAndClock();
  for (let second = 0; second <= 20; second++) {
    clock.time = second * 1000;
    // A megabyte a second for ten seconds, then a thousandth of that.
    meter.report(second <= 10 ? second * 1e6 : 1e7 + (second - 10) * 1e3);
  }
  expect(meter.speed()).toBe(1000);
});

test("a stall shows as a falling speed, down to zero", () => {
  const { meter, clock } = meterAndClock();
  meter.report(0);
  clock.time = 1000;
  meter.report(3000);
  expect(meter.speed()).toBe(3000);
  clock.time = 3000;
  expect(meter.speed()).toBe(1000);
  clock.time = 60_000;
  expect(meter.speed()).toBe(0);
});

test("a clock that is set back hides the speed for a moment only", () => {
  const { meter, clock } = meterAndClock();
  clock.time = 3_600_000;
  meter.report(0);
  clock.time = 1000;
  meter.report(1000);
  clock.time = 2000;
  meter.report(3000);
  expect(meter.speed()).toBe(2000);
});

test("a transfer that begins anew has no negative speed", () => {
  const { meter, clock } = meterAndClock();
  meter.report(0);
  clock.time = 1000;
  meter.report(5000);
  clock.time = 2000;
  meter.report(100);
  clock.time = 3000;
  meter.report(400);
  expect(meter.speed()).toBe(300);
});

test("a steady rate is measured as it is, however often it is reported", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 1000 }), (interval, perMs) => {
      const { meter, clock } = meterAndClock();
      for (clock.time = 0; clock.time <= 12_000; clock.time += interval) {
        meter.report(clock.time * perMs);
      }
      clock.time -= interval;
      expect(meter.speed()).toBeCloseTo(perMs * 1000, 3);
    }),
  );
});
