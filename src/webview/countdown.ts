/** The arithmetic of a link's remaining life: pure, so that no test needs to wait for it. */

/** A link's life, both ends in Unix seconds. */
export interface Lifetime {
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Whole seconds left at `now` (milliseconds since the Unix epoch), the started one included; 0 from the end on. */
export function secondsLeft(life: Lifetime, now: number): number {
  return Math.max(0, Math.ceil(life.expiresAt - now / 1000));
}

/** What is left of the life as a share, 0 to 1; 0 where the life makes no sense. */
export function shareLeft(life: Lifetime, now: number): number {
  const whole = life.expiresAt - life.issuedAt;
  const left = life.expiresAt - now / 1000;
  return whole > 0 ? Math.min(1, Math.max(0, left / whole)) : 0;
}

/** Milliseconds until `secondsLeft` changes, or `undefined` when it has reached zero. */
export function untilNextTick(life: Lifetime, now: number): number | undefined {
  const left = life.expiresAt * 1000 - now;
  return left <= 0 ? undefined : left % 1000 || 1000;
}

/** Minutes at which the time left is worth interrupting a screen reader's user for. */
const milestones = [60, 30, 15, 10, 5, 4, 3, 2, 1];
const minute = 60;

/** True where a tick from `before` to `after` seconds reached a milestone; the end is told apart from these. */
export function isMilestone(before: number, after: number): boolean {
  return milestones.some((minutes) => before > minutes * minute && after <= minutes * minute && after > 0);
}

/** True while little enough is left that it should catch the eye. */
export function isUrgent(seconds: number): boolean {
  return seconds <= 5 * minute;
}
