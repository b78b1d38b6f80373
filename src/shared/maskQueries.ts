import { redactShapes } from "./redact.ts";

/** From a question mark, plain or as JSON may escape it, to the end of the word or the JSON string. */
const query = /(\?|\\u003f)(?:[^"\s\\]|\\.)+/gi;

/**
 * Takes the query out of every URL in a text, and whatever else looks like a credential. For JSON exactly as
 * received, where a URL may be written as `https:\/\/…` or with `\u0026`: so anything behind a question mark goes,
 * whether or not a URL stands before it.
 */
export function maskQueries(text: string): string {
  // First by JSON's own rules: the redaction knows none, and could take a backslash and leave its quote.
  return redactShapes(text.replace(query, "$1…")).replace(query, "$1…");
}
