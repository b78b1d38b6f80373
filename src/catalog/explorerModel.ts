import { knownPurposes } from "../platform/purposes.ts";
import type { Steps } from "../shared/steps.ts";
import { pathSegment, type CatalogEntry } from "./catalogEntry.ts";
import type { DateBounds } from "./dateBuckets.ts";
import type { Filter } from "./filter/filter.ts";
import { filterEntries } from "./filter/matchFilter.ts";
import { groupEntries, groupKeyOf, type Bucket, type GroupBy, type GroupingContext } from "./grouping.ts";
import type { Catalog } from "./merge.ts";
import type { SortOrder } from "./sorting.ts";
import { addTotals, noTotals, totalsOf, type Totals } from "./totals.ts";

/** How the user wants to see the files. */
export interface ViewOptions {
  readonly groupBy: GroupBy;
  readonly sort: SortOrder;
  readonly filter: Filter;
}

/** One group of the tree. Kept as the same object while its files are the same. */
export interface FileGroup {
  /** Stable over refreshes, and different from the id of any file. */
  readonly id: string;
  readonly groupBy: GroupBy;
  /** See `Bucket`. */
  readonly key: string;
  readonly totals: Totals;
  /** Not sorted: a group is sorted when it is opened (`SortedRows`). */
  readonly entries: readonly CatalogEntry[];
}

/** What the tree of one connection shows: an immutable value derived from the catalog. */
export interface ExplorerModel {
  readonly connectionId: string;
  readonly view: ViewOptions;
  /** A single one with the key "" where nothing is grouped: its files then stand at the top. */
  readonly groups: readonly FileGroup[];
  /** Of the files that pass the filter. */
  readonly shown: Totals;
  /** Of all files. */
  readonly all: Totals;
  readonly dates: DateBounds;
}

export interface ModelInput {
  readonly connectionId: string;
  readonly catalog: Catalog;
  readonly view: ViewOptions;
  /** Out of date from `dates.tomorrow` on: derive again then. */
  readonly dates: DateBounds;
}

const purposeOrder = knownPurposes.map(({ id }) => id);

/** Derives the tree. Groups whose files are the same entries as before stay the same objects. */
export function* deriveModel(input: ModelInput, previous: ExplorerModel | undefined): Steps<ExplorerModel> {
  const { connectionId, catalog, view, dates } = input;
  const all = [...catalog.values()];
  const shown = view.filter.terms.length === 0 ? all : yield* filterEntries(all, view.filter, dates);
  yield;
  const buckets = yield* groupEntries(shown, view.groupBy, { purposeOrder, dates });
  const before = new Map(previous?.groups.map((group) => [group.id, group]));
  const groups: FileGroup[] = [];
  for (const bucket of buckets) {
    const id = groupId(connectionId, view.groupBy, bucket.key);
    groups.push(keepOrMake(before.get(id), id, view.groupBy, bucket));
    yield;
  }
  return {
    connectionId,
    view,
    groups,
    shown: groups.map(({ totals }) => totals).reduce(addTotals, noTotals),
    all: totalsOf(all),
    dates,
  };
}

/**
 * The group in which a file stands; `undefined` where the filter hides the file. By its id, since the catalog may have
 * moved on from what the model was derived from.
 */
export function groupOf(model: ExplorerModel, entry: CatalogEntry): FileGroup | undefined {
  const context: GroupingContext = { purposeOrder, dates: model.dates };
  const id = groupId(model.connectionId, model.view.groupBy, groupKeyOf(entry, model.view.groupBy, context));
  const group = model.groups.find((candidate) => candidate.id === id);
  return group?.entries.some(({ id: each }) => each === entry.id) === true ? group : undefined;
}

/** A group's id has four segments, a file's three. */
function groupId(connectionId: string, groupBy: GroupBy, key: string): string {
  return [connectionId, "group", groupBy, key].map(pathSegment).join("/");
}

function keepOrMake(before: FileGroup | undefined, id: string, groupBy: GroupBy, bucket: Bucket): FileGroup {
  const { key, entries } = bucket;
  if (before !== undefined && sameEntries(before.entries, entries)) {
    return before;
  }
  return { id, groupBy, key, totals: totalsOf(entries), entries };
}

function sameEntries(a: readonly CatalogEntry[], b: readonly CatalogEntry[]): boolean {
  return a.length === b.length && a.every((entry, index) => entry === b[index]);
}
