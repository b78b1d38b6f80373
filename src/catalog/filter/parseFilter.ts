import { parseIsoDay, type Calendar } from "../../shared/calendar.ts";
import { fileKinds, isKnownExtension } from "../fileKind.ts";
import type {
  Comparison,
  Condition,
  Filter,
  FilterProblem,
  FilterProblemReason,
  FilterTerm,
} from "./filter.ts";
import { parseSize } from "./sizeText.ts";
import { tokenise, type FilterToken } from "./tokens.ts";

export interface ParsedFilter {
  readonly filter: Filter;
  readonly problems: readonly FilterProblem[];
}

/** What days mean: `before:2026-01-01` is about the user's own midnight. */
export interface FilterContext {
  readonly calendar: Calendar;
}

/** Longer filters are cut: with it the time to match one name is bounded by a multiple of the name's length. */
export const longestFilter = 500;

/** Reads a filter as typed. Never throws: what is not understood is reported, and the rest holds. */
export function parseFilter(text: string, context: FilterContext): ParsedFilter {
  const terms: FilterTerm[] = [];
  const problems: FilterProblem[] = [];
  if (text.length > longestFilter) {
    problems.push({ reason: "tooLong", start: longestFilter, end: text.length, text: "" });
  }
  const used = text.slice(0, longestFilter);
  for (const token of tokenise(used)) {
    const report = (reason: FilterProblemReason): void => {
      const { start, end } = token;
      problems.push({ reason, start, end, text: used.slice(start, end) });
    };
    if (!token.closed) {
      report("unclosedQuote");
    }
    const read = readCondition(token, context);
    if (read.problem !== undefined) {
      report(read.problem);
    }
    if (read.condition !== undefined) {
      terms.push({ negated: token.negated, condition: read.condition });
    }
  }
  return { filter: { terms }, problems };
}

interface Reading {
  readonly condition?: Condition;
  readonly problem?: FilterProblemReason;
}

function readCondition(token: FilterToken, context: FilterContext): Reading {
  const { key, value } = token;
  if (value === "") {
    return { problem: "emptyValue" };
  }
  switch (key) {
    case undefined:
      return readWord(token);
    case "name":
      return { condition: nameCondition(token, "nameContains") };
    case "purpose":
      return {
        condition: isPattern(token)
          ? { kind: "purposeMatches", pattern: value }
          : { kind: "purposeContains", text: value },
      };
    case "type":
      return readType(value);
    case "id":
      return { condition: { kind: "idStartsWith", prefix: value } };
    case "size":
      return readSize(value);
    case "before":
    case "after":
      return readDay(key, value, context);
    default:
      return { condition: { kind: "word", text: `${key}:${value}` }, problem: "unknownKey" };
  }
}

function readWord(token: FilterToken): Reading {
  return !token.quoted && /^[<>=]/.test(token.value)
    ? readSize(token.value)
    : { condition: nameCondition(token, "word") };
}

function nameCondition(token: FilterToken, plain: "word" | "nameContains"): Condition {
  return isPattern(token)
    ? { kind: "nameMatches", pattern: token.value }
    : { kind: plain, text: token.value };
}

function isPattern({ quoted, value }: FilterToken): boolean {
  return !quoted && /[*?]/.test(value);
}

function readType(value: string): Reading {
  const wanted = value.toLowerCase().replace(/^\./, "");
  const type = fileKinds.find((kind) => kind === wanted);
  if (type !== undefined) {
    return { condition: { kind: "type", type } };
  }
  return isKnownExtension(wanted)
    ? { condition: { kind: "extension", extension: wanted } }
    : { problem: "unknownType" };
}

const comparisons: readonly Comparison[] = ["<=", ">=", "<", ">", "="];

function readSize(value: string): Reading {
  if (value.toLowerCase() === "unknown") {
    return { condition: { kind: "sizeUnknown" } };
  }
  const written = comparisons.find((sign) => value.startsWith(sign));
  const bytes = parseSize(value.slice(written?.length ?? 0));
  return bytes === undefined
    ? { problem: "badSize" }
    : { condition: { kind: "size", comparison: written ?? "=", bytes } };
}

function readDay(kind: "before" | "after", text: string, { calendar }: FilterContext): Reading {
  const word = text.toLowerCase();
  if (word === "today" || word === "yesterday") {
    return { condition: { kind, day: word, text: word } };
  }
  const day = parseIsoDay(text);
  return day === undefined
    ? { problem: "badDate" }
    : { condition: { kind, day: calendar.startOf(day), text } };
}
