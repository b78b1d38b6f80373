import type { JsonValue } from "./jsonValue.ts";

/**
 * JSON in which no integer loses a digit. The platform's ids are int64 as JSON numbers, and `JSON.parse` rounds
 * above 2^53. So integer literals of 16 or more digits are put in quotes before the native parser runs, which is
 * exact and several times faster than a parser of our own (engineering.md 3).
 */

/** The text is no JSON, or nests deeper than any honest answer. Holds nothing of the text, which may be secret. */
export class ExactJsonError extends Error {
  override readonly name = "ExactJsonError";
  readonly reason: "syntax" | "depth";

  constructor(reason: "syntax" | "depth") {
    super(reason === "syntax" ? "The text is not valid JSON" : "The JSON nests too deeply");
    this.reason = reason;
  }
}

/** The deepest nesting accepted. Bounds the stack of everything that later walks the value. */
export const maximumJsonDepth = 128;

/** Every integer of 15 digits fits into 2^53; not every one of 16 does. */
const firstUnsafeLength = 16;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Parses JSON; an integer literal of 16 or more digits becomes a string of exactly those characters. Everything
 * else is as `JSON.parse` has it (the last of duplicate keys wins). A byte order mark is skipped.
 * @throws ExactJsonError
 */
export function parseExactJson(text: string): JsonValue {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const prepared = quoteLongIntegers(source);
  try {
    return JSON.parse(prepared) as JsonValue;
  } catch {
    // The native message quotes the text around the fault, which may be a key or a signed link.
    throw new ExactJsonError("syntax");
  }
}

/** One pass over the text: skips strings, counts brackets, and quotes the long integers that it finds. */
function quoteLongIntegers(text: string): string {
  let result = "";
  let copied = 0;
  let depth = 0;
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      index = endOfString(text, index);
    } else if (isNumberCharacter(code)) {
      const end = endOfNumber(text, index);
      if (end - index >= firstUnsafeLength && isLongInteger(text, index, end)) {
        result += `${text.slice(copied, index)}"${text.slice(index, end)}"`;
        copied = end;
      }
      index = end;
    } else {
      if (code === 0x5b || code === 0x7b) {
        depth += 1;
        if (depth > maximumJsonDepth) {
          throw new ExactJsonError("depth");
        }
      } else if (code === 0x5d || code === 0x7d) {
        depth -= 1;
      }
      index += 1;
    }
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/** The index after the string's closing quote, or the text's end if it is never closed. */
export function endOfString(text: string, start: number): number {
  let close = text.indexOf('"', start + 1);
  while (close !== -1) {
    let escapes = 0;
    while (text.charCodeAt(close - 1 - escapes) === backslash) {
      escapes += 1;
    }
    if (escapes % 2 === 0) {
      return close + 1;
    }
    close = text.indexOf('"', close + 1);
  }
  return text.length;
}

/** Digits, sign, point and exponent: whatever can be part of a number. */
function isNumberCharacter(code: number): boolean {
  return isDigit(code) || code === 0x2d || code === 0x2b || code === 0x2e || code === 0x65 || code === 0x45;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  while (isNumberCharacter(text.charCodeAt(end))) {
    end += 1;
  }
  return end;
}

/**
 * True for `-?[1-9][0-9]{15,}` in the place of a value. A leading zero, or a number in the place of a key, is no
 * JSON and must stay as it is, so that the native parser refuses it.
 */
function isLongInteger(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start) === 0x2d ? start + 1 : start;
  if (end - first < firstUnsafeLength || text.charCodeAt(first) === 0x30) {
    return false;
  }
  for (let index = first; index < end; index += 1) {
    if (!isDigit(text.charCodeAt(index))) {
      return false;
    }
  }
  return !isFollowedByColon(text, end);
}

function isFollowedByColon(text: string, end: number): boolean {
  let index = end;
  while (" \t\r\n".includes(text.charAt(index)) && index < text.length) {
    index += 1;
  }
  return text.charCodeAt(index) === 0x3a;
}
