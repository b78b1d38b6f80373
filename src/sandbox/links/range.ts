/** What a Range header asks of an object of a certain size. */
export type RangeVerdict =
  | { readonly kind: "whole" }
  | { readonly kind: "unsatisfiable" }
  /** Bytes `[start, end)`. */
  | { readonly kind: "part"; readonly start: number; readonly end: number };

/** Reads a single byte range (RFC 9110, 14.1.2); several, or nonsense, are answered with everything. */
export function readRange(header: string | undefined, size: number): RangeVerdict {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") {
    return { kind: "whole" };
  }
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? { kind: "unsatisfiable" } : { kind: "part", start: size - length, end: size };
  }
  const start = Number(first);
  const end = last === "" ? size : Math.min(Number(last) + 1, size);
  if (last !== "" && Number(last) < start) {
    return { kind: "whole" };
  }
  return start >= size ? { kind: "unsatisfiable" } : { kind: "part", start, end };
}
