import type { CatalogEntry } from "../../src/catalog/catalogEntry.ts";
import { mergeCatalog, type Catalog, type MergeInput } from "../../src/catalog/merge.ts";
import { purposeRules } from "../../src/catalog/purposeRules.ts";
import { noRememberedFiles, type RememberedFile } from "../../src/catalog/rememberedFile.ts";
import type { FileRecord } from "../../src/platform/fileRecord.ts";
import { runNow } from "../../src/shared/steps.ts";

/** Noon of 23 November 2026, UTC, a Monday; milliseconds. */
export const noon = Date.UTC(2026, 10, 23, 12);

/** A record with what a test cares about; the rest is usual. */
export function fileRecord(parts: Partial<FileRecord> = {}): FileRecord {
  return {
    id: "297990555456011",
    filename: "take.mp3",
    purpose: "voice_clone",
    size: 1000,
    createdAt: noon / 1000 - 3600,
    extra: {},
    ...parts,
  };
}

export function rememberedFile(
  record: Partial<FileRecord> = {},
  parts: Partial<RememberedFile> = {},
): RememberedFile {
  return {
    record: fileRecord(record),
    source: "retrieve",
    rememberedAt: noon - 1000,
    link: undefined,
    wasListed: false,
    ...parts,
  };
}

/** An entry as a listing alone gives it. */
export function listedEntry(parts: Partial<FileRecord> = {}): CatalogEntry {
  const record = fileRecord(parts);
  return {
    id: record.id,
    record,
    origin: "listed",
    listed: record,
    remembered: undefined,
    link: { kind: "none" },
    retention: { kind: "unlimited" },
    missing: false,
    isNew: false,
  };
}

/** A catalog of listed and remembered files, at noon. */
export function catalogOf(
  listed: readonly FileRecord[] | undefined,
  options: {
    readonly remembered?: readonly RememberedFile[];
    readonly previous?: Catalog;
    readonly input?: Partial<MergeInput>;
  } = {},
): Catalog {
  const remembered = options.remembered?.map((file) => [file.record.id, file] as const);
  const input: MergeInput = {
    listing: listed && { files: listed, askedAt: noon, purposes: "all" },
    remembered: remembered === undefined ? noRememberedFiles : new Map(remembered),
    purposes: purposeRules,
    now: noon,
    newSince: undefined,
    ...options.input,
  };
  return runNow(mergeCatalog(input, options.previous ?? new Map()));
}
