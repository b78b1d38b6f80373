import { isLoopbackHost } from "../../shared/loopback.ts";
import { DownloadError } from "./downloadError.ts";

const mostHops = 5;

/**
 * Checks a link before it is followed: https, or http between loopback addresses (the sandbox), without a user
 * name or password. Whether the address behind the name may be connected to is checked by `Http` itself.
 */
export function checkLink(url: URL): URL {
  const allowed = url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.hostname));
  if (!allowed) {
    throw new DownloadError("refusedRedirect", `The link is not https but ${url.protocol}`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new DownloadError("refusedRedirect", "The link carries a user name or password");
  }
  return url;
}

/** The next URL of a chain of redirects, of which `hops` were followed already. */
export function followRedirect(from: URL, location: string | undefined, hops: number): URL {
  if (hops >= mostHops) {
    throw new DownloadError("refusedRedirect", `More than ${mostHops} redirects`);
  }
  if (location === undefined || !URL.canParse(location, from)) {
    throw new DownloadError("refusedRedirect", "A redirect without a place to go to");
  }
  const next = checkLink(new URL(location, from));
  if (next.protocol === "http:" && !(from.protocol === "http:" && isLoopbackHost(from.hostname))) {
    throw new DownloadError("refusedRedirect", "A redirect from https to http");
  }
  return next;
}
