/** Rows handed to the tree at once: all children of an open node cross to the window's process (engineering.md 7.3). */
export const defaultPageSize = 200;

/** The first pages of a list, and what is left. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Absent when everything is shown. */
  readonly more: MoreRows | undefined;
}

/** The row that shows the next page. */
export interface MoreRows {
  readonly shown: number;
  readonly total: number;
  /** How many rows the next page adds. */
  readonly next: number;
}

/** The first `pages` pages; at least one, so that an open group is never empty. */
export function pageOf<T>(rows: readonly T[], pages: number, pageSize = defaultPageSize): Page<T> {
  const size = Math.max(1, Math.floor(pageSize));
  const shown = Math.min(rows.length, size * Math.max(1, Math.floor(pages)));
  const left = rows.length - shown;
  return {
    items: left === 0 ? rows : rows.slice(0, shown),
    more: left === 0 ? undefined : { shown, total: rows.length, next: Math.min(size, left) },
  };
}

/** How many pages must be shown for the row at an index to be visible. */
export function pagesToShow(index: number, pageSize = defaultPageSize): number {
  return Math.floor(index / Math.max(1, Math.floor(pageSize))) + 1;
}
