/** A parsed Content-Range header (RFC 9110, 14.4). */
export interface ContentRange {
  /** `undefined` in the form that a 416 answer has, a star instead of the span. `end` is exclusive. */
  readonly span: { readonly start: number; readonly end: number } | undefined;
  /** `undefined` where the server does not know. */
  readonly total: number | undefined;
}

const pattern = /^bytes (?:(\d+)-(\d+)|\*)\/(?:(\d+)|\*)$/i;

/** `undefined` if the header is absent, malformed or contradicts itself. */
export function parseContentRange(value: string | undefined): ContentRange | undefined {
  const match = pattern.exec(value?.trim() ?? "");
  if (match === null) {
    return undefined;
  }
  const [first, last, total] = [match[1], match[2], match[3]].map((digits) =>
    digits === undefined ? undefined : Number(digits),
  );
  if ([first, last, total].some((number) => number !== undefined && !Number.isSafeInteger(number))) {
    return undefined;
  }
  if (first === undefined || last === undefined) {
    return { span: undefined, total };
  }
  const end = last + 1;
  return first < end && (total === undefined || end <= total)
    ? { span: { start: first, end }, total }
    : undefined;
}
