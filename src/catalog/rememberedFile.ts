import type { FileId, FileRecord } from "../platform/fileRecord.ts";
import type { JsonObject, JsonValue } from "../shared/jsonValue.ts";
import { redactShapes } from "../shared/redact.ts";

/** How an id became known without a listing. */
export type RememberedSource = (typeof rememberedSources)[number];
export const rememberedSources = ["retrieve", "task", "upload", "wish"] as const;

/**
 * A file that is kept in mind because no listing shows it: the platform does not list generated files, and
 * CometAPI lists nothing (api.md 2, 7).
 */
export interface RememberedFile {
  /** What was last known. A task tells only an id: the name is then "". */
  readonly record: FileRecord;
  readonly source: RememberedSource;
  /** Milliseconds since the Unix epoch. */
  readonly rememberedAt: number;
  /** When the last link was or is to end; `undefined` if none was ever had. Never the link itself. */
  readonly link: KnownLink | undefined;
  /** True once a listing has shown the file: its absence from a later one then means something. */
  readonly wasListed: boolean;
}

/** What is kept of a link. */
export interface KnownLink {
  /** Unix seconds; `undefined` where the link did not say. */
  readonly expiresAt: number | undefined;
}

/** The remembered files of one connection, oldest first. */
export type RememberedFiles = ReadonlyMap<FileId, RememberedFile>;

export const noRememberedFiles: RememberedFiles = new Map();

/** How many files are kept per connection; beyond it the oldest are dropped. */
export const rememberedLimit = 2000;

/** Remembers a file, as the newest. What the new knowledge leaves open is kept from the old. */
export function remember(files: RememberedFiles, file: RememberedFile): RememberedFiles {
  const known = files.get(file.record.id);
  const next = new Map(files);
  next.delete(file.record.id);
  next.set(file.record.id, {
    ...file,
    record: fillGaps(withoutLinks(file.record), known?.record),
    link: file.link ?? known?.link,
    wasListed: file.wasListed || known?.wasListed === true,
  });
  return dropOldest(next);
}

/** Forgets files on the user's word, or because the platform has deleted them. */
export function forget(files: RememberedFiles, ids: Iterable<FileId>): RememberedFiles {
  const next = new Map(files);
  for (const id of ids) {
    next.delete(id);
  }
  return next.size === files.size ? files : next;
}

/** Notes which remembered files a listing has shown. Returns the same map where that is no news. */
export function noteListed(files: RememberedFiles, listed: Iterable<FileId>): RememberedFiles {
  const news: RememberedFile[] = [];
  for (const id of files.size === 0 ? [] : listed) {
    const file = files.get(id);
    if (file !== undefined && !file.wasListed) {
      news.push(file);
    }
  }
  if (news.length === 0) {
    return files;
  }
  const next = new Map(files);
  for (const file of news) {
    next.set(file.record.id, { ...file, wasListed: true });
  }
  return next;
}

/** A record in which gaps of the first are filled from the second, if there is one. */
export function fillGaps(record: FileRecord, older: FileRecord | undefined): FileRecord {
  if (older === undefined) {
    return record;
  }
  return {
    ...record,
    filename: record.filename === "" ? older.filename : record.filename,
    purpose: record.purpose === "" ? older.purpose : record.purpose,
    size: record.size ?? older.size,
    createdAt: record.createdAt ?? older.createdAt,
    extra: Object.keys(record.extra).length === 0 ? older.extra : record.extra,
  };
}

export function dropOldest(files: ReadonlyMap<FileId, RememberedFile>): RememberedFiles {
  if (files.size <= rememberedLimit) {
    return files;
  }
  return new Map([...files].slice(files.size - rememberedLimit));
}

/** Longest text that is stored of one unknown field. */
const longestExtra = 1000;

/** Of the unknown fields only short plain values are kept or handed on, and none with a URL or a signature. */
export function withoutLinks(record: FileRecord): FileRecord {
  const extra: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(record.extra)) {
    if (isStorable(value)) {
      Object.defineProperty(extra, key, { value, enumerable: true, writable: true, configurable: true });
    }
  }
  return { ...record, extra: extra satisfies JsonObject };
}

function isStorable(value: JsonValue): boolean {
  return typeof value === "string"
    ? value.length <= longestExtra && !value.includes("://") && redactShapes(value) === value
    : typeof value !== "object" || value === null;
}
