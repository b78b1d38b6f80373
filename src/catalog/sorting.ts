import { sortInSteps } from "../shared/sortInSteps.ts";
import type { Steps } from "../shared/steps.ts";
import type { CatalogEntry } from "./catalogEntry.ts";
import type { NaturalKeys } from "./naturalKey.ts";

export const sortFields = ["name", "size", "date"] as const;
export type SortField = (typeof sortFields)[number];
export type SortDirection = "ascending" | "descending";

export interface SortOrder {
  readonly by: SortField;
  readonly direction: SortDirection;
}

export function sameSort(a: SortOrder, b: SortOrder): boolean {
  return a.by === b.by && a.direction === b.direction;
}

/** How names are compared; made once per locale, since both are costly to make. */
export interface NameOrder {
  /** Made with `{ numeric: true }`. */
  readonly collator: Intl.Collator;
  readonly keys: NaturalKeys;
}

/** An entry beside what it is sorted by, computed once instead of at every comparison. */
interface Sortable {
  readonly entry: CatalogEntry;
  readonly key: string | undefined;
}

/** Entries prepared between two pauses. */
const stride = 1000;

/**
 * Sorts a copy. Unknown sizes and dates come last either way; equal entries are ordered by id, and so the order
 * is the same whatever order the platform answers in.
 */
export function* sortEntries(
  entries: readonly CatalogEntry[],
  order: SortOrder,
  names: NameOrder,
): Steps<readonly CatalogEntry[]> {
  const sortables: Sortable[] = [];
  for (const entry of entries) {
    const key = order.by === "name" ? names.keys.keyOf(entry.record.filename) : undefined;
    sortables.push({ entry, key });
    if (sortables.length % stride === 0) {
      yield;
    }
  }
  const sorted = yield* sortInSteps(sortables, comparison(order, names.collator));
  return sorted.map(({ entry }) => entry);
}

function comparison(order: SortOrder, collator: Intl.Collator): (a: Sortable, b: Sortable) => number {
  const sign = order.direction === "ascending" ? 1 : -1;
  const byId = (a: Sortable, b: Sortable): number => sign * compareIds(a.entry.id, b.entry.id);
  switch (order.by) {
    case "name":
      return (a, b) => sign * compareNames(a, b, collator) || byId(a, b);
    case "size":
      return (a, b) => compareKnown(a.entry.record.size, b.entry.record.size, sign) || byId(a, b);
    case "date":
      return (a, b) => compareKnown(a.entry.record.createdAt, b.entry.record.createdAt, sign) || byId(a, b);
  }
}

function compareNames(a: Sortable, b: Sortable, collator: Intl.Collator): number {
  if (a.key !== undefined && b.key !== undefined && a.key !== b.key) {
    return a.key < b.key ? -1 : 1;
  }
  const left = a.entry.record.filename;
  const right = b.entry.record.filename;
  return left === right ? 0 : collator.compare(left, right);
}

function compareKnown(a: number | undefined, b: number | undefined, sign: number): number {
  if (a === undefined || b === undefined) {
    return a === b ? 0 : a === undefined ? 1 : -1;
  }
  return sign * (a - b);
}

/** Compares ids of any length by their value, without the rounding of a number. */
export function compareIds(a: string, b: string): number {
  const left = significant(a);
  const right = significant(b);
  if (left.length !== right.length) {
    return left.length - right.length;
  }
  return left < right ? -1 : left > right ? 1 : a.length - b.length;
}

function significant(id: string): string {
  return id.startsWith("0") ? id.replace(/^0+/, "") : id;
}
