import type { Steps } from "../shared/steps.ts";
import type { CatalogEntry } from "./catalogEntry.ts";
import { dateBucketOf, dateBuckets, type DateBounds } from "./dateBuckets.ts";
import { broadKindOf, broadKinds } from "./fileKind.ts";

export const groupings = ["purpose", "type", "date", "none"] as const;
export type GroupBy = (typeof groupings)[number];

/** The files that belong together, in the order in which they were known. */
export interface Bucket {
  /** A purpose as the platform spells it, a `BroadKind`, a `DateBucket`; "" where nothing is grouped. */
  readonly key: string;
  readonly entries: readonly CatalogEntry[];
}

export interface GroupingContext {
  /** Purposes in the order of the platform's documentation; others follow by name. */
  readonly purposeOrder: readonly string[];
  readonly dates: DateBounds;
}

/** Entries placed between two pauses. */
const stride = 1000;

/** Distributes entries over groups, in the order in which groups are shown; empty groups are left out. */
export function* groupEntries(
  entries: Iterable<CatalogEntry>,
  groupBy: GroupBy,
  context: GroupingContext,
): Steps<readonly Bucket[]> {
  const buckets = new Map<string, CatalogEntry[]>();
  let count = 0;
  for (const entry of entries) {
    const key = groupKeyOf(entry, groupBy, context);
    const bucket = buckets.get(key);
    if (bucket === undefined) {
      buckets.set(key, [entry]);
    } else {
      bucket.push(entry);
    }
    if (++count % stride === 0) {
      yield;
    }
  }
  const compare = keyComparison(orderOf(groupBy, context));
  return [...buckets]
    .map(([key, members]) => ({ key, entries: members }))
    .sort((a, b) => compare(a.key, b.key));
}

/** The key of the group to which an entry belongs. */
export function groupKeyOf({ record }: CatalogEntry, groupBy: GroupBy, context: GroupingContext): string {
  switch (groupBy) {
    case "purpose":
      return record.purpose;
    case "type":
      return broadKindOf(record.filename);
    case "date":
      return dateBucketOf(record.createdAt, context.dates);
    case "none":
      return "";
  }
}

function orderOf(groupBy: GroupBy, context: GroupingContext): readonly string[] {
  switch (groupBy) {
    case "purpose":
      return context.purposeOrder;
    case "type":
      return broadKinds;
    case "date":
      return dateBuckets;
    case "none":
      return [];
  }
}

/** Keys with a place first, by their place; the others by code unit, the same on every machine. */
function keyComparison(order: readonly string[]): (a: string, b: string) => number {
  const places = new Map(order.map((key, place) => [key, place]));
  return (a, b) => {
    const left = places.get(a) ?? order.length;
    const right = places.get(b) ?? order.length;
    return left - right || (a < b ? -1 : a > b ? 1 : 0);
  };
}
