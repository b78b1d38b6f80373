import { isLoopbackHost } from "../shared/loopback.ts";
import type { NetworkSettings } from "./network.ts";
import { isExcluded } from "./noProxy.ts";

/** A proxy that we can use ourselves: HTTP CONNECT, over plain TCP or TLS. */
export interface ProxyServer {
  /** `http://host:port` or `https://host:port`, without credentials. */
  readonly origin: string;
  /** The value of Proxy-Authorization; a secret. */
  readonly authorization: string | undefined;
}

/** How connections to an origin are made. */
export type Route =
  | { readonly kind: "direct" }
  | { readonly kind: "proxy"; readonly proxy: ProxyServer }
  /** A proxy is configured, but of a kind (SOCKS, PAC) that only the host can use; or its URL is no URL. */
  | { readonly kind: "unsupported"; readonly scheme: string };

/** True if any proxy is configured, whether or not it applies to a given origin. */
export function hasProxy(settings: NetworkSettings): boolean {
  const { httpProxy, httpsProxy } = settings.environment;
  return (
    settings.proxySupport !== "off" && [settings.proxy, httpProxy, httpsProxy].some((url) => !isBlank(url))
  );
}

/** Decides the way to an origin, as VS Code does: its own settings first, then the environment. */
export function routeFor(origin: URL, settings: NetworkSettings): Route {
  const { environment } = settings;
  const configured = firstOf(
    settings.proxy,
    origin.protocol === "https:" ? environment.httpsProxy : undefined,
    environment.httpProxy,
  );
  if (settings.proxySupport === "off" || configured === undefined || isLoopbackHost(origin.hostname)) {
    return { kind: "direct" };
  }
  const exclusions = [...settings.noProxy, ...(environment.noProxy ?? "").split(/[\s,]+/)];
  if (isExcluded(origin, exclusions)) {
    return { kind: "direct" };
  }
  return proxyRoute(configured, settings.proxyAuthorization);
}

function proxyRoute(configured: string, authorization: string | undefined): Route {
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(configured) ? configured : `http://${configured}`;
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    return { kind: "unsupported", scheme: url?.protocol.slice(0, -1) ?? "invalid" };
  }
  return {
    kind: "proxy",
    proxy: { origin: url.origin, authorization: basicAuthorization(url) ?? authorization },
  };
}

/** The URL's credentials as a Basic header; they are written percent-encoded where they contain `@`, `:` or `/`. */
function basicAuthorization(url: URL): string | undefined {
  if (url.username === "" && url.password === "") {
    return undefined;
  }
  const credentials = `${decoded(url.username)}:${decoded(url.password)}`;
  return `Basic ${Buffer.from(credentials, "utf8").toString("base64")}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign in a password that somebody did not encode.
    return text;
  }
}

function firstOf(...values: readonly (string | undefined)[]): string | undefined {
  return values.find((value) => !isBlank(value))?.trim();
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === "";
}
