import { systemClock } from "../../src/shared/clock.ts";
import type { Clock } from "../../src/shared/clock.ts";

/** A clock in a hurry: real time, but `factor` times as fast, for waits that a test must really go through. */
export function hastyClock(factor: number): Clock {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * factor,
    sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / factor, signal),
  };
}
