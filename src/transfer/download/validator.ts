import type { ResponseHead } from "../../http/http.ts";
import { isObject, isOneOf, isString, isUnion } from "../../shared/guard.ts";
import type { Guard } from "../../shared/guard.ts";

/**
 * What a server says about which version of the content it sent (RFC 9110, 8.8). Only a strong entity tag
 * promises that two answers with the same tag have the same bytes.
 */
export type Validator =
  | { readonly kind: "strong"; readonly tag: string }
  | { readonly kind: "weak"; readonly tag: string }
  | { readonly kind: "date"; readonly lastModified: string }
  | { readonly kind: "none" };

export const isValidator: Guard<Validator> = isUnion<"kind", Validator>("kind", {
  strong: isObject({ kind: isOneOf(["strong"]), tag: isString }),
  weak: isObject({ kind: isOneOf(["weak"]), tag: isString }),
  date: isObject({ kind: isOneOf(["date"]), lastModified: isString }),
  none: isObject({ kind: isOneOf(["none"]) }),
});

/** The best validator of an answer. A malformed tag is no promise: it counts as weak. */
export function validatorOf(head: ResponseHead): Validator {
  const etag = head.header("etag")?.trim();
  if (etag !== undefined && etag !== "") {
    return /^"[^"]*"$/.test(etag) ? { kind: "strong", tag: etag } : { kind: "weak", tag: etag };
  }
  const lastModified = head.header("last-modified");
  return lastModified === undefined ? { kind: "none" } : { kind: "date", lastModified };
}

/**
 * Whether a later answer is of the same content. `unproven`: nothing speaks against it, but the bytes
 * themselves have to be compared.
 */
export function compareValidators(known: Validator, seen: Validator): "same" | "different" | "unproven" {
  if (known.kind === "strong" && seen.kind === "strong") {
    return known.tag === seen.tag ? "same" : "different";
  }
  const [knownTag, seenTag] = [opaqueTag(known), opaqueTag(seen)];
  if (knownTag !== undefined && seenTag !== undefined) {
    return knownTag === seenTag ? "unproven" : "different";
  }
  if (known.kind === "date" && seen.kind === "date") {
    return known.lastModified === seen.lastModified ? "unproven" : "different";
  }
  return "unproven";
}

/** The tag without its mark of weakness, which a proxy may add on the way. */
function opaqueTag(validator: Validator): string | undefined {
  return validator.kind === "strong" || validator.kind === "weak"
    ? validator.tag.replace(/^W\//, "")
    : undefined;
}
