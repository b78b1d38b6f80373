import type { FileId } from "../platform/fileRecord.ts";
import type { CatalogEntry } from "./catalogEntry.ts";
import type { ExplorerModel, FileGroup } from "./explorerModel.ts";
import { sameRecord } from "./sameEntry.ts";
import { sameSort } from "./sorting.ts";

/** The smallest part of a connection's tree that has to be shown anew. */
export type TreeChange =
  | { readonly kind: "none" }
  /** The groups themselves are others. */
  | { readonly kind: "root" }
  /** Groups whose rows changed, and single rows in groups that otherwise stayed. */
  | {
      readonly kind: "parts";
      readonly groups: readonly FileGroup[];
      readonly files: readonly CatalogEntry[];
    };

/** What differs between two models of the same connection. */
export function treeChange(before: ExplorerModel | undefined, after: ExplorerModel): TreeChange {
  if (before === undefined || !sameGroupIds(before, after)) {
    return { kind: "root" };
  }
  const sorted = sameSort(before.view.sort, after.view.sort);
  const groups: FileGroup[] = [];
  const files: CatalogEntry[] = [];
  for (const [index, group] of after.groups.entries()) {
    const rows = sorted ? changedRows(before.groups[index], group) : "all";
    if (rows === "all") {
      groups.push(group);
    } else {
      files.push(...rows);
    }
  }
  if (groups.length === 0 && files.length === 0) {
    return { kind: "none" };
  }
  return after.view.groupBy === "none" && groups.length > 0
    ? { kind: "root" }
    : { kind: "parts", groups, files };
}

function sameGroupIds(before: ExplorerModel, after: ExplorerModel): boolean {
  return (
    before.groups.length === after.groups.length &&
    before.groups.every((group, index) => group.id === after.groups[index]?.id)
  );
}

/** More single rows than this are cheaper as a whole group. */
const mostRows = 200;

/**
 * The rows of which only the state differs, or "all": a row came, went, or may have moved. The order in which the
 * platform answers does not matter, since rows are sorted with a total order.
 */
function changedRows(before: FileGroup | undefined, after: FileGroup): readonly CatalogEntry[] | "all" {
  if (before === after) {
    return [];
  }
  if (before?.entries.length !== after.entries.length) {
    return "all";
  }
  // Mostly each stands where it stood: to look all of them up would block for 30 ms at 100,000 files.
  let known: ReadonlyMap<FileId, CatalogEntry> | undefined;
  const changed: CatalogEntry[] = [];
  for (const [index, entry] of after.entries.entries()) {
    const there = before.entries[index];
    const old =
      there?.id === entry.id
        ? there
        : (known ??= new Map(before.entries.map((each) => [each.id, each]))).get(entry.id);
    if (old === entry) {
      continue;
    }
    if (old === undefined || !sameRecord(old.record, entry.record) || changed.length >= mostRows) {
      return "all";
    }
    changed.push(entry);
  }
  return changed;
}
