/**
 * What decides how a connection is made: VS Code's own `http.*` settings (user level only, so that a
 * workspace cannot redirect traffic), the environment, and our transport setting. Types only.
 */
export interface NetworkSettings {
  readonly transport: "auto" | "undici" | "vscode";
  /** `http.proxySupport`: `off` connects directly. */
  readonly proxySupport: "off" | "on" | "override" | "fallback";
  /** `http.proxy`, or the empty string. */
  readonly proxy: string;
  /** `http.noProxy`: host names, suffixes or `*`, with an optional port. */
  readonly noProxy: readonly string[];
  /** `http.proxyStrictSSL`: false accepts any certificate of the proxy itself, never of the origin. */
  readonly proxyStrictSSL: boolean;
  /** `http.proxyAuthorization`: the literal value of Proxy-Authorization. */
  readonly proxyAuthorization: string | undefined;
  /** `http.systemCertificates`: trust what the machine trusts. */
  readonly systemCertificates: boolean;
  /** `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY` of the environment, either case. */
  readonly environment: {
    readonly httpProxy: string | undefined;
    readonly httpsProxy: string | undefined;
    readonly noProxy: string | undefined;
  };
  /** PEM certificates trusted beside the machine's (an intercepting proxy, a test CA). */
  readonly extraCertificates: readonly string[];
}

/** Nothing configured: the direct way, with the machine's certificates. */
export const directNetwork: NetworkSettings = {
  transport: "auto",
  proxySupport: "override",
  proxy: "",
  noProxy: [],
  proxyStrictSSL: true,
  proxyAuthorization: undefined,
  systemCertificates: true,
  environment: { httpProxy: undefined, httpsProxy: undefined, noProxy: undefined },
  extraCertificates: [],
};

/**
 * Which addresses an `Http` may connect to, checked after name resolution so that a name cannot be bound
 * again in between.
 * - `any`: the user typed the origin (the API client).
 * - `public`: a server supplied it (download links): private, link-local, loopback and metadata addresses are
 *   refused, except loopback when `allowLoopback` says that the API itself is on loopback (the sandbox), and
 *   so is plain HTTP to other machines. A proxy resolves names itself: behind one, only literal addresses are
 *   refused here, and names are the proxy's to judge.
 */
export type AddressPolicy =
  { readonly kind: "any" } | { readonly kind: "public"; readonly allowLoopback: boolean };
