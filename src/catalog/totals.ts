import { maximumAccountBytes } from "../platform/purposes.ts";
import type { CatalogEntry } from "./catalogEntry.ts";

/** How much some files hold together. */
export interface Totals {
  readonly count: number;
  /** Bytes of those files whose size is known. */
  readonly bytes: number;
  /** Files whose size the platform does not tell: every generated one (api.md 2). */
  readonly unknownSizes: number;
}

export const noTotals: Totals = { count: 0, bytes: 0, unknownSizes: 0 };

export function totalsOf(entries: Iterable<CatalogEntry>): Totals {
  let count = 0;
  let bytes = 0;
  let unknownSizes = 0;
  for (const { record } of entries) {
    count++;
    if (record.size === undefined) {
      unknownSizes++;
    } else {
      bytes += record.size;
    }
  }
  return { count, bytes, unknownSizes };
}

export function addTotals(a: Totals, b: Totals): Totals {
  return {
    count: a.count + b.count,
    bytes: a.bytes + b.bytes,
    unknownSizes: a.unknownSizes + b.unknownSizes,
  };
}

/** How full the platform is. Where sizes are unknown, it is at least as full as this says. */
export interface QuotaGauge {
  readonly usedBytes: number;
  readonly limitBytes: number;
  /** From 0, and beyond 1 where the limit is exceeded. */
  readonly fraction: number;
  readonly level: "normal" | "high" | "full";
  readonly unknownSizes: number;
}

function* presentOnes(entries: Iterable<CatalogEntry>): Generator<CatalogEntry> {
  for (const entry of entries) {
    if (!entry.missing && entry.retention.kind !== "over") {
      yield entry;
    }
  }
}

/** From this part of the quota on the gauge warns. */
const highLevel = 0.9;

/** Counts what a listing showed, or will: files missing there or past their documented life hold nothing. */
export function quotaGauge(entries: Iterable<CatalogEntry>, limitBytes = maximumAccountBytes): QuotaGauge {
  const { bytes, unknownSizes } = totalsOf(presentOnes(entries));
  const fraction = bytes / limitBytes;
  return {
    usedBytes: bytes,
    limitBytes,
    fraction,
    level: fraction >= 1 ? "full" : fraction >= highLevel ? "high" : "normal",
    unknownSizes,
  };
}
