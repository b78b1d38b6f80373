import type { Steps } from "../../shared/steps.ts";
import type { CatalogEntry } from "../catalogEntry.ts";
import type { DateBounds } from "../dateBuckets.ts";
import { broadKindOf, extensionOf, fileTypeOf, type FileKind } from "../fileKind.ts";
import type { Comparison, Condition, Filter, FilterDay } from "./filter.ts";
import { matchesGlob } from "./glob.ts";

export type EntryTest = (entry: CatalogEntry) => boolean;

/** What `today` and `yesterday` mean. */
type Days = Pick<DateBounds, "today" | "yesterday">;

/** Entries tested between two pauses. */
const stride = 500;

/** The entries for which the filter holds, in their order. */
export function* filterEntries(
  entries: Iterable<CatalogEntry>,
  filter: Filter,
  days: Days,
): Steps<readonly CatalogEntry[]> {
  const holds = filterTest(filter, days);
  const matching: CatalogEntry[] = [];
  let count = 0;
  for (const entry of entries) {
    if (holds(entry)) {
      matching.push(entry);
    }
    if (++count % stride === 0) {
      yield;
    }
  }
  return matching;
}

/** The filter as a function; patterns are prepared once. */
export function filterTest({ terms }: Filter, days: Days): EntryTest {
  const tests = terms.map(({ negated, condition }): EntryTest => {
    const holds = conditionTest(condition, days);
    return negated ? (entry) => !holds(entry) : holds;
  });
  return (entry) => tests.every((holds) => holds(entry));
}

function conditionTest(condition: Condition, days: Days): EntryTest {
  switch (condition.kind) {
    case "word": {
      const text = fold(condition.text);
      return ({ id, record }) => fold(record.filename).includes(text) || id.startsWith(text);
    }
    case "nameContains": {
      const text = fold(condition.text);
      return ({ record }) => fold(record.filename).includes(text);
    }
    case "nameMatches": {
      const pattern = fold(condition.pattern);
      return ({ record }) => matchesGlob(pattern, fold(record.filename));
    }
    case "purposeContains": {
      const text = fold(condition.text);
      return ({ record }) => fold(record.purpose).includes(text);
    }
    case "purposeMatches": {
      const pattern = fold(condition.pattern);
      return ({ record }) => matchesGlob(pattern, fold(record.purpose));
    }
    case "type":
      return typeTest(condition.type);
    case "extension":
      return ({ record }) => extensionOf(record.filename) === condition.extension;
    case "idStartsWith":
      return ({ id }) => id.startsWith(condition.prefix);
    case "size":
      return sizeTest(condition.comparison, condition.bytes);
    case "sizeUnknown":
      return ({ record }) => record.size === undefined;
    case "before": {
      const start = startOf(condition.day, days);
      return ({ record }) => record.createdAt !== undefined && record.createdAt * 1000 < start;
    }
    case "after": {
      const start = startOf(condition.day, days);
      return ({ record }) => record.createdAt !== undefined && record.createdAt * 1000 >= start;
    }
  }
}

function startOf(day: FilterDay, days: Days): number {
  return typeof day === "number" ? day : days[day];
}

/** Case and the two ways to write an accent (macOS writes the other one) make no difference. */
function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

function typeTest(type: FileKind): EntryTest {
  return type === "text"
    ? ({ record }) => broadKindOf(record.filename) === "text"
    : ({ record }) => fileTypeOf(record.filename).kind === type;
}

/** An unknown size is met by `=0` alone: 0 is how the platform writes it (api.md 2). */
function sizeTest(comparison: Comparison, bytes: number): EntryTest {
  const holds = comparisonTest(comparison, bytes);
  return ({ record }) => (record.size === undefined ? comparison === "=" && bytes === 0 : holds(record.size));
}

function comparisonTest(comparison: Comparison, bytes: number): (size: number) => boolean {
  switch (comparison) {
    case "<":
      return (size) => size < bytes;
    case "<=":
      return (size) => size <= bytes;
    case "=":
      return (size) => size === bytes;
    case ">=":
      return (size) => size >= bytes;
    case ">":
      return (size) => size > bytes;
  }
}
