/** When a task is asked about again. Delays are milliseconds. */

const second = 1000;

/** Clients of the platform ask every 5 to 20 s (api.md 6). */
const firstDelay = 10 * second;
/** How many answers may be the same before the delay grows. */
const patience = 6;
const growth = 1.5;
const longestDelay = 60 * second;
const longestDelayAfterError = 300 * second;

/** The platform allows 10 queries a second (api.md 6): this long lies between any two of ours. */
export const leastGap = 100;

/** 10 s, and longer once the status has stayed the same for a minute, up to a minute. */
export function delayAfterAnswer(unchanged: number): number {
  return Math.min(longestDelay, firstDelay * growth ** Math.max(0, unchanged - patience));
}

/** Twice as long for every failure in a row, up to five minutes; never sooner than the server wants (seconds). */
export function delayAfterError(failures: number, retryAfter: number | undefined): number {
  const ownDelay = Math.min(longestDelayAfterError, firstDelay * 2 ** Math.max(0, failures - 1));
  return Math.max(ownDelay, (retryAfter ?? 0) * second);
}
