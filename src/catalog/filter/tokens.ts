/** One term of a filter as typed. */
export interface FilterToken {
  readonly start: number;
  readonly end: number;
  readonly negated: boolean;
  /** The word before a colon, in lower case. */
  readonly key: string | undefined;
  readonly value: string;
  /** In quotes, wildcards and comparisons are plain characters. */
  readonly quoted: boolean;
  /** False where the closing quote is missing. */
  readonly closed: boolean;
}

const space = /\s/;
const keyBefore = /^([a-z]+):/i;

/** Splits a filter at white space outside quotes: `-key:value`, `-key:"a value"`, `word`. Within quotes \" is a quote. */
export function tokenise(text: string): FilterToken[] {
  const tokens: FilterToken[] = [];
  let index = 0;
  while (index < text.length) {
    if (space.test(text.charAt(index))) {
      index++;
      continue;
    }
    const token = readToken(text, index);
    tokens.push(token);
    index = token.end;
  }
  return tokens;
}

function readToken(text: string, start: number): FilterToken {
  let index = start;
  const negated =
    text.charAt(index) === "-" && index + 1 < text.length && !space.test(text.charAt(index + 1));
  if (negated) {
    index++;
  }
  const key = keyBefore.exec(text.slice(index, endOfWord(text, index)))?.[1];
  if (key !== undefined) {
    index += key.length + 1;
  }
  const shared = { start, negated, key: key?.toLowerCase() };
  if (text.charAt(index) === '"') {
    return { ...shared, ...readQuoted(text, index + 1), quoted: true };
  }
  const end = endOfWord(text, index);
  return { ...shared, end, value: text.slice(index, end), quoted: false, closed: true };
}

function endOfWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && !space.test(text.charAt(end))) {
    end++;
  }
  return end;
}

function readQuoted(text: string, start: number): { value: string; end: number; closed: boolean } {
  let value = "";
  let index = start;
  while (index < text.length) {
    const character = text.charAt(index);
    if (character === '"') {
      return { value, end: index + 1, closed: true };
    }
    const escaped = character === "\\" && /["\\]/.test(text.charAt(index + 1));
    value += escaped ? text.charAt(index + 1) : character;
    index += escaped ? 2 : 1;
  }
  return { value, end: index, closed: false };
}
