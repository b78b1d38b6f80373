import { isLoopbackHost } from "../shared/loopback.ts";
import type { DownloadLink } from "./fileRecord.ts";
import { linkExpiry } from "./linkExpiry.ts";

/** Why a link that the platform sent is not followed. */
export type LinkProblem = "notAUrl" | "scheme" | "credentials" | "tooLong";

/** Longer than any signed URL that a store hands out. */
const maximumLength = 16 * 1024;

/** A name with a scheme: `https://…`, `javascript:…`, but not `host:8080/…`. */
const scheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i;

/**
 * Reads a link from an answer (api.md 2 and 5): a missing scheme is https, http becomes https. The percent-encoding of
 * the path is kept as it is, because the signature is made over it.
 *
 * A server supplies this text, so: only https, no credentials. Addresses are checked where they are known, when the
 * connection is made (`AddressPolicy`). Ports other than 443 are allowed, since mirrors use them and the scheme
 * already decides what is spoken.
 *
 * @param options.allowLoopbackHttp True if the API itself is on loopback (the sandbox): http to loopback stays http.
 */
export function parseDownloadLink(
  text: string,
  options: { readonly allowLoopbackHttp: boolean },
): DownloadLink | { readonly problem: LinkProblem } {
  const trimmed = text.trim();
  if (trimmed.length > maximumLength) {
    return { problem: "tooLong" };
  }
  const absolute = withScheme(trimmed);
  if (absolute === undefined || !URL.canParse(absolute)) {
    return { problem: "notAUrl" };
  }
  const url = new URL(absolute);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return { problem: "scheme" };
  }
  if (url.username !== "" || url.password !== "") {
    return { problem: "credentials" };
  }
  if (url.protocol === "http:" && !(options.allowLoopbackHttp && isLoopbackHost(url.hostname))) {
    url.protocol = "https:";
  }
  url.hash = "";
  return { url, expiresAt: linkExpiry(url.searchParams) };
}

/** The text as an absolute URL, or `undefined` for a path, a bare word, or what a parser would quietly repair. */
function withScheme(text: string): string | undefined {
  // The URL parser drops control characters and reads "\" as "/": what it would fetch is not what was written.
  if (/[\p{Cc}\\]/u.test(text)) {
    return undefined;
  }
  if (scheme.test(text)) {
    return text;
  }
  if (text.startsWith("//")) {
    return `https:${text}`;
  }
  const host = /^[^/?#]+(?=\/)/.exec(text)?.[0] ?? "";
  return /[.:]/.test(host) ? `https://${text}` : undefined;
}

/** How long a link may still be used. Times in Unix seconds and seconds. */
export type LinkState =
  | { readonly kind: "live"; readonly expiresAt: number; readonly secondsLeft: number }
  | { readonly kind: "expired"; readonly expiresAt: number }
  | { readonly kind: "lifetimeUnknown" };

/** @param now Milliseconds since the Unix epoch. */
export function linkState({ expiresAt }: DownloadLink, now: number): LinkState {
  if (expiresAt === undefined) {
    return { kind: "lifetimeUnknown" };
  }
  const secondsLeft = expiresAt - now / 1000;
  return secondsLeft > 0 ? { kind: "live", expiresAt, secondsLeft } : { kind: "expired", expiresAt };
}
