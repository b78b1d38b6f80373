/**
 * Seconds to wait, from a `Retry-After` header: a whole number of seconds, or an HTTP date. `undefined` where it is
 * absent or neither. A date that has passed means 0.
 * @param now Milliseconds since the Unix epoch.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) {
    return Number(text);
  }
  // `Date.parse` also takes "1" or "-5" for dates: only a date that begins with a weekday is one.
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}
