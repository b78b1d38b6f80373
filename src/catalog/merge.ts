import type { FileId, FileRecord } from "../platform/fileRecord.ts";
import type { Steps } from "../shared/steps.ts";
import type { CatalogEntry, LinkKnowledge, Retention } from "./catalogEntry.ts";
import { fillGaps, type RememberedFile, type RememberedFiles } from "./rememberedFile.ts";
import { sameEntry } from "./sameEntry.ts";

/** What a list call answered. */
export interface Listing {
  readonly files: readonly FileRecord[];
  /** When the call was made, milliseconds since the Unix epoch: what came later it need not show. */
  readonly askedAt: number;
  /** The purposes that were asked for. */
  readonly purposes: "all" | ReadonlySet<string>;
}

/** What the catalog has to know about purposes: see `purposeRules.ts`. */
export interface PurposeRules {
  /** Whether a listing shows files of the purpose. */
  isListed(purpose: string): boolean;
  /** How long files of the purpose are kept, seconds; `undefined` where no limit is documented. */
  lifetime(purpose: string): number | undefined;
}

export interface MergeInput {
  /** `undefined` where the provider cannot list, or has not answered yet. */
  readonly listing: Listing | undefined;
  readonly remembered: RememberedFiles;
  readonly purposes: PurposeRules;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** Files created after this are new, milliseconds since the Unix epoch; `undefined`: none is. */
  readonly newSince: number | undefined;
}

/** The files of one connection: listed ones in the platform's order, then those only remembered, oldest first. */
export type Catalog = ReadonlyMap<FileId, CatalogEntry>;

export const emptyCatalog: Catalog = new Map();

/** A file with a limited life is said to be nearing its end in its last day, seconds. */
const endingSoon = 24 * 60 * 60;
/** Entries made between two pauses. */
const stride = 500;

/** Merges what the platform lists with what is remembered. Entries that say the same as before stay the same objects. */
export function* mergeCatalog(input: MergeInput, previous: Catalog): Steps<Catalog> {
  const entries = new Map<FileId, CatalogEntry>();
  const add = (listed: FileRecord | undefined, remembered: RememberedFile | undefined): void => {
    const entry = makeEntry(input, listed, remembered);
    if (entry !== undefined && !entries.has(entry.id)) {
      const before = previous.get(entry.id);
      entries.set(entry.id, before !== undefined && sameEntry(before, entry) ? before : entry);
    }
  };
  let count = 0;
  for (const record of input.listing?.files ?? []) {
    add(record, input.remembered.get(record.id));
    if (++count % stride === 0) {
      yield;
    }
  }
  for (const file of input.remembered.values()) {
    add(undefined, file);
  }
  return entries;
}

/** When time alone changes an entry next: milliseconds since the Unix epoch, `undefined` if never. */
export function nextChange(catalog: Catalog): number | undefined {
  let next = Infinity;
  for (const { link, retention } of catalog.values()) {
    if (link.kind === "live") {
      next = Math.min(next, link.expiresAt);
    }
    if (retention.kind === "limited") {
      next = Math.min(next, retention.endsAt - endingSoon);
    } else if (retention.kind === "endingSoon") {
      next = Math.min(next, retention.endsAt);
    }
  }
  return next === Infinity ? undefined : next * 1000;
}

function makeEntry(
  input: MergeInput,
  listed: FileRecord | undefined,
  remembered: RememberedFile | undefined,
): CatalogEntry | undefined {
  const known = listed ?? remembered?.record;
  if (known === undefined) {
    return undefined;
  }
  const record = fillGaps(known, remembered?.record);
  return {
    id: record.id,
    record,
    origin: listed === undefined ? "remembered" : remembered === undefined ? "listed" : "both",
    listed,
    remembered,
    link: linkKnowledge(remembered, input.now),
    retention: retention(record, input),
    missing: listed === undefined && remembered !== undefined && isMissing(remembered, input),
    isNew:
      input.newSince !== undefined &&
      record.createdAt !== undefined &&
      record.createdAt * 1000 > input.newSince,
  };
}

function linkKnowledge(remembered: RememberedFile | undefined, now: number): LinkKnowledge {
  if (remembered?.link === undefined) {
    return { kind: "none" };
  }
  const { expiresAt } = remembered.link;
  if (expiresAt === undefined) {
    return { kind: "lifetimeUnknown" };
  }
  return { kind: expiresAt * 1000 > now ? "live" : "expired", expiresAt };
}

function retention({ purpose, createdAt }: FileRecord, { purposes, now }: MergeInput): Retention {
  const lifetime = purposes.lifetime(purpose);
  if (lifetime === undefined || createdAt === undefined) {
    return { kind: "unlimited" };
  }
  const endsAt = createdAt + lifetime;
  const left = endsAt - now / 1000;
  return { kind: left <= 0 ? "over" : left <= endingSoon ? "endingSoon" : "limited", endsAt };
}

/**
 * A file that no listing has shown yet is missed only where the documentation says that it is listed: it may have been
 * too new, or is of those that are never listed.
 */
function isMissing({ record, source, rememberedAt, wasListed }: RememberedFile, input: MergeInput): boolean {
  const { listing, purposes } = input;
  if (listing === undefined || rememberedAt >= listing.askedAt) {
    return false;
  }
  const wasAsked = listing.purposes === "all" || listing.purposes.has(record.purpose);
  const isExpected = wasListed || (source === "upload" && purposes.isListed(record.purpose));
  return wasAsked && isExpected;
}
