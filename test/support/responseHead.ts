import type { ResponseHead } from "../../src/http/http.ts";

/** The head of an answer; header names in lower case. */
export function headOf(status: number, headers: Readonly<Record<string, string>> = {}): ResponseHead {
  return { status, header: (name) => headers[name] };
}
