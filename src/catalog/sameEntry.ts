import type { FileRecord } from "../platform/fileRecord.ts";
import type { JsonValue } from "../shared/jsonValue.ts";
import type { CatalogEntry, LinkKnowledge, Retention } from "./catalogEntry.ts";
import type { RememberedFile } from "./rememberedFile.ts";

/** Whether two records say the same. */
export function sameRecord(a: FileRecord | undefined, b: FileRecord | undefined): boolean {
  if (a === undefined || b === undefined || a === b) {
    return a === b;
  }
  return (
    a.id === b.id &&
    a.filename === b.filename &&
    a.purpose === b.purpose &&
    a.size === b.size &&
    a.createdAt === b.createdAt &&
    sameJson(a.extra, b.extra)
  );
}

/** Whether two entries say the same, so that the older one can stand for both. */
export function sameEntry(a: CatalogEntry, b: CatalogEntry): boolean {
  return (
    a.origin === b.origin &&
    a.missing === b.missing &&
    a.isNew === b.isNew &&
    sameRemembered(a.remembered, b.remembered) &&
    sameLink(a.link, b.link) &&
    sameRetention(a.retention, b.retention) &&
    sameRecord(a.record, b.record) &&
    sameRecord(a.listed, b.listed)
  );
}

/** By value: every read of the state store makes new objects. */
function sameRemembered(a: RememberedFile | undefined, b: RememberedFile | undefined): boolean {
  if (a === undefined || b === undefined || a === b) {
    return a === b;
  }
  return (
    a.source === b.source &&
    a.rememberedAt === b.rememberedAt &&
    a.wasListed === b.wasListed &&
    (a.link === undefined) === (b.link === undefined) &&
    a.link?.expiresAt === b.link?.expiresAt &&
    sameRecord(a.record, b.record)
  );
}

function sameLink(a: LinkKnowledge, b: LinkKnowledge): boolean {
  return a.kind === b.kind && expiryOf(a) === expiryOf(b);
}

function expiryOf(link: LinkKnowledge): number | undefined {
  return link.kind === "live" || link.kind === "expired" ? link.expiresAt : undefined;
}

function sameRetention(a: Retention, b: Retention): boolean {
  return a.kind === b.kind && endOf(a) === endOf(b);
}

function endOf(retention: Retention): number | undefined {
  return retention.kind === "unlimited" ? undefined : retention.endsAt;
}

/** Compares JSON values; the order of keys counts. Answers nest at most `maximumJsonDepth` deep. */
function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return a === b;
  }
  const left = Object.entries<JsonValue>(a);
  const right = Object.entries<JsonValue>(b);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.length &&
    left.every(([key, value], index) => {
      const other = right[index];
      return other?.[0] === key && sameJson(value, other[1]);
    })
  );
}
