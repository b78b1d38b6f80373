import type { Steps } from "../shared/steps.ts";
import type { CatalogEntry } from "./catalogEntry.ts";
import type { FileGroup } from "./explorerModel.ts";
import { sameSort, sortEntries, type NameOrder, type SortOrder } from "./sorting.ts";

interface Rows {
  readonly order: SortOrder;
  readonly entries: readonly CatalogEntry[];
}

/** Sorts groups when they are opened, and keeps the result for as long as the group stays the same. */
export class SortedRows {
  readonly #names: NameOrder;
  readonly #rows = new WeakMap<FileGroup, Rows>();

  constructor(names: NameOrder) {
    this.#names = names;
  }

  *of(group: FileGroup, order: SortOrder): Steps<readonly CatalogEntry[]> {
    const known = this.#rows.get(group);
    if (known !== undefined && sameSort(known.order, order)) {
      return known.entries;
    }
    const entries = yield* sortEntries(group.entries, order, this.#names);
    this.#rows.set(group, { order, entries });
    return entries;
  }
}
