import { lookup } from "node:dns";
import * as tls from "node:tls";
import type { Log } from "../shared/log.ts";
import { guardAddresses, guardedLookup } from "./addressGuard.ts";
import type { ResolveAll } from "./addressGuard.ts";
import { isLoopbackHost } from "./addresses.ts";
import { lazySecureContext } from "./certificates.ts";
import { DirectConnector } from "./connector.ts";
import { FallbackHttp } from "./fallbackHttp.ts";
import { HostHttp } from "./hostHttp.ts";
import type { Http, NetworkError, NetworkReason } from "./http.ts";
import type { AddressPolicy, NetworkSettings } from "./network.ts";
import { hasProxy, routeFor, UNSUPPORTED_PROXY } from "./proxyRoute.ts";
import { RoutedConnector } from "./routedConnector.ts";
import { UndiciHttp } from "./undiciHttp.ts";

/** What the network needs of the world. */
export interface HttpDependencies {
  readonly log: Log;
  /** `dns.lookup`, unless a test says otherwise. */
  readonly resolve?: ResolveAll;
}

/** Builds the `Http` for one network configuration. The entry of a bundle that is loaded on first use. */
export function createHttp(settings: NetworkSettings, policy: AddressPolicy, deps: HttpDependencies): Http {
  return guardAddresses(chooseTransport(settings, policy, deps), policy);
}

function chooseTransport(settings: NetworkSettings, policy: AddressPolicy, deps: HttpDependencies): Http {
  switch (settings.transport) {
    case "undici":
      return undiciHttp(settings, policy, deps);
    case "vscode":
      return hostHttp(settings, policy, deps);
    case "auto":
      return new FallbackHttp({
        first: undiciHttp(settings, policy, deps),
        second: hostHttp(settings, policy, deps),
        mayHelp: (url, error) => hostMayHelp(url, error, settings),
        log: deps.log,
      });
  }
}

function undiciHttp(settings: NetworkSettings, policy: AddressPolicy, deps: HttpDependencies): Http {
  const secureContext = lazySecureContext(settings, tls);
  const resolve = deps.resolve ?? lookup;
  return new UndiciHttp(
    new RoutedConnector({
      routeFor: (origin) => routeFor(origin, settings),
      toOrigin: new DirectConnector({
        lookup: guardedLookup(policy, resolve),
        secureContext,
        rejectUnauthorized: true,
      }),
      toProxy: new DirectConnector({
        lookup: guardedLookup({ kind: "any" }, resolve),
        secureContext,
        rejectUnauthorized: settings.proxyStrictSSL,
      }),
    }),
  );
}

function hostHttp(settings: NetworkSettings, policy: AddressPolicy, deps: HttpDependencies): Http {
  return new HostHttp({
    policy,
    resolve: deps.resolve ?? lookup,
    secureContext: settings.extraCertificates.length === 0 ? undefined : lazySecureContext(settings, tls),
  });
}

const cannotConnect: ReadonlySet<NetworkReason> = new Set(["dns", "refused", "unreachable", "timeout"]);

/**
 * Whether VS Code's own connection may succeed where ours did not: it can use proxies and authentication that
 * we cannot, and it knows the machine's PAC file, which matters only where no proxy is configured.
 */
function hostMayHelp(url: URL, error: NetworkError, settings: NetworkSettings): boolean {
  if (error.reason === "proxyAuthentication" || error.code === UNSUPPORTED_PROXY) {
    return true;
  }
  const mayHavePac = settings.proxySupport !== "off" && !hasProxy(settings) && !isLoopbackHost(url.hostname);
  return mayHavePac && cannotConnect.has(error.reason);
}
