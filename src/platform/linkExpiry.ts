/**
 * When a signed link ends, Unix seconds: `Expires` (Alibaba OSS), or a date and a lifetime (`X-Amz-*`, `x-oss-*`); the
 * earliest if there are several. `undefined` where the link does not say (api.md 5).
 */
export function linkExpiry(query: URLSearchParams): number | undefined {
  const parameters = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
  const ends = [
    wholeNumber(parameters.get("expires")),
    endOfLifetime(parameters.get("x-amz-date"), parameters.get("x-amz-expires")),
    endOfLifetime(parameters.get("x-oss-date"), parameters.get("x-oss-expires")),
  ].filter((end) => end !== undefined);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

function endOfLifetime(date: string | undefined, seconds: string | undefined): number | undefined {
  const start = basicDate(date);
  const lifetime = wholeNumber(seconds);
  return start === undefined || lifetime === undefined ? undefined : start + lifetime;
}

/** Eleven digits reach the year 5138; more are no Unix seconds. */
function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,11}$/.test(text) ? Number(text) : undefined;
}

/** Unix seconds of `20260131T235959Z`. */
function basicDate(text: string | undefined): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? "");
  if (match === null) {
    return undefined;
  }
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time / 1000;
}
