import type { JsonObject } from "../shared/jsonValue.ts";
import type { CatalogEntry } from "./catalogEntry.ts";
import { csvLine } from "./csv.ts";
import { fileTypeOf } from "./fileKind.ts";
import { withoutLinks } from "./rememberedFile.ts";

export const inventoryFormats = ["csv", "json", "jsonl"] as const;
export type InventoryFormat = (typeof inventoryFormats)[number];

/** Writes entries as a file, piece by piece, in their order. Ids are text, and so exact. */
export function* writeInventory(entries: Iterable<CatalogEntry>, format: InventoryFormat): Generator<string> {
  switch (format) {
    case "csv":
      yield* writeCsv(entries);
      break;
    case "json":
      yield* writeJson(entries);
      break;
    case "jsonl":
      for (const entry of entries) {
        yield `${JSON.stringify(toJson(entry))}\n`;
      }
      break;
  }
}

const columns = [
  "file_id",
  "filename",
  "purpose",
  "bytes",
  "created_at",
  "created",
  "type",
  "origin",
  "missing",
  "link_expires_at",
];

function* writeCsv(entries: Iterable<CatalogEntry>): Generator<string> {
  yield csvLine(columns);
  for (const entry of entries) {
    const { record } = entry;
    yield csvLine([
      record.id,
      record.filename,
      record.purpose,
      record.size,
      record.createdAt,
      isoTime(record.createdAt),
      fileTypeOf(record.filename).kind,
      entry.origin,
      entry.missing,
      entry.remembered?.link?.expiresAt,
    ]);
  }
}

function* writeJson(entries: Iterable<CatalogEntry>): Generator<string> {
  let separator = "[\n";
  for (const entry of entries) {
    yield `${separator}  ${JSON.stringify(toJson(entry))}`;
    separator = ",\n";
  }
  yield separator === "[\n" ? "[]\n" : "\n]\n";
}

/** The platform's own field names, so that a script can read the file as it reads a listing. */
function toJson(entry: CatalogEntry): JsonObject {
  const { record, origin, missing, remembered } = entry;
  return {
    file_id: record.id,
    filename: record.filename,
    purpose: record.purpose,
    bytes: record.size ?? null,
    created_at: record.createdAt ?? null,
    created: isoTime(record.createdAt) ?? null,
    type: fileTypeOf(record.filename).kind,
    origin,
    missing,
    link_expires_at: remembered?.link?.expiresAt ?? null,
    extra: withoutLinks(record).extra,
  };
}

/** `undefined` for a time beyond the calendar of JavaScript. */
function isoTime(seconds: number | undefined): string | undefined {
  const time = new Date((seconds ?? NaN) * 1000);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
