import type { CatalogEntry } from "./catalogEntry.ts";
import type { RememberedSource } from "./rememberedFile.ts";

/** What a row says about its file beside name, size and age; times are in Unix seconds. */
export type EntryFact =
  | { readonly kind: "missing" }
  | { readonly kind: "lifeOver"; readonly at: number }
  | { readonly kind: "lifeEndingSoon"; readonly at: number }
  | { readonly kind: "linkExpired"; readonly at: number }
  | { readonly kind: "linkLive"; readonly until: number }
  | { readonly kind: "linkLifetimeUnknown" }
  | { readonly kind: "rememberedOnly"; readonly source: RememberedSource }
  | { readonly kind: "new" };

/** The facts of an entry, the most pressing first: a decoration shows the first one, words show all. */
export function entryFacts({
  link,
  retention,
  missing,
  isNew,
  origin,
  remembered,
}: CatalogEntry): EntryFact[] {
  const facts: EntryFact[] = [];
  if (missing) {
    facts.push({ kind: "missing" });
  }
  if (retention.kind === "over") {
    facts.push({ kind: "lifeOver", at: retention.endsAt });
  } else if (retention.kind === "endingSoon") {
    facts.push({ kind: "lifeEndingSoon", at: retention.endsAt });
  }
  if (link.kind === "expired") {
    facts.push({ kind: "linkExpired", at: link.expiresAt });
  } else if (link.kind === "live") {
    facts.push({ kind: "linkLive", until: link.expiresAt });
  } else if (link.kind === "lifetimeUnknown") {
    facts.push({ kind: "linkLifetimeUnknown" });
  }
  if (origin === "remembered" && remembered !== undefined && !missing) {
    facts.push({ kind: "rememberedOnly", source: remembered.source });
  }
  if (isNew) {
    facts.push({ kind: "new" });
  }
  return facts;
}
