import { lookup } from "node:dns";
import * as tls from "node:tls";
import type { Log } from "../shared/log.ts";
import { guardAddresses, guardedLookup } from "./addressGuard.ts";
import type { ResolveAll } from "./addressGuard.ts";
import { lazyTrust, readMachineCertificates } from "./certificates.ts";
import type { Trust } from "./certificates.ts";
import { DirectConnector } from "./connector.ts";
import type { Connector } from "./connector.ts";
import { diagnoseConnection } from "./diagnose.ts";
import type { DiagnosisStep } from "./diagnosis.ts";
import { FallbackHttp, hostMayHelp } from "./fallbackHttp.ts";
import { HostHttp } from "./hostHttp.ts";
import type { Http } from "./http.ts";
import type { AddressPolicy, NetworkSettings } from "./network.ts";
import { routeFor } from "./proxyRoute.ts";
import { RoutedConnector } from "./routedConnector.ts";
import { UndiciHttp } from "./undiciHttp.ts";

/** What the network needs of the world. */
export interface HttpDependencies {
  readonly log: Log;
  /** `dns.lookup`, unless a test says otherwise. */
  readonly resolve?: ResolveAll;
}

/** One network configuration, from which any number of `Http` share the costly certificates. */
export interface ConfiguredNetwork {
  /** The caller owns the `Http`, and closes it. */
  http(policy: AddressPolicy): Http;
  /** Tries every step of the way to an origin, without a key, and tells what it found. Never rejects but by the signal. */
  diagnose(origin: URL, policy: AddressPolicy, signal: AbortSignal): Promise<readonly DiagnosisStep[]>;
}

/** Reads one network configuration. With `createHttp` the entry of a bundle that is loaded on first use. */
export function createNetwork(settings: NetworkSettings, deps: HttpDependencies): ConfiguredNetwork {
  const resolve = deps.resolve ?? lookup;
  const trust = lazyTrust(settings, tls, readMachineCertificates);
  const toProxy = (): Connector =>
    new DirectConnector({
      lookup: guardedLookup({ kind: "any" }, resolve),
      secureContext: trust.context,
      rejectUnauthorized: settings.proxyStrictSSL,
    });
  const connectorFor = (policy: AddressPolicy, rejectUnauthorized: boolean): Connector =>
    new RoutedConnector({
      routeFor: (origin) => routeFor(origin, settings),
      toOrigin: new DirectConnector({
        lookup: guardedLookup(policy, resolve),
        secureContext: trust.context,
        rejectUnauthorized,
      }),
      toProxy: toProxy(),
    });
  const undici = (policy: AddressPolicy): Http => trusting(new UndiciHttp(connectorFor(policy, true)), trust);
  const host = (policy: AddressPolicy): Http =>
    new HostHttp({
      policy,
      resolve,
      secureContext: settings.extraCertificates.length === 0 ? undefined : trust.context,
    });
  return {
    http: (policy) => guardAddresses(chosenTransport(settings, undici, host, policy, deps.log), policy),
    diagnose: (origin, policy, signal) =>
      diagnoseConnection(origin, {
        route: routeFor(origin, settings),
        policy,
        resolve,
        unverified: () => connectorFor(policy, false),
        transports: {
          undici: () => guardAddresses(undici(policy), policy),
          vscode: () => guardAddresses(host(policy), policy),
        },
        signal,
      }),
  };
}

/** An `Http` with a network configuration of its own. */
export function createHttp(settings: NetworkSettings, policy: AddressPolicy, deps: HttpDependencies): Http {
  return createNetwork(settings, deps).http(policy);
}

/** Lets the first TLS connection wait for the certificates, in place of the whole event loop. */
function trusting(http: Http, trust: Trust): Http {
  return {
    exchange: async (request, receiver) => {
      if (request.url.protocol === "https:") {
        await trust.prepare(request.signal);
      }
      await http.exchange(request, receiver);
    },
    close: () => http.close(),
  };
}

type MakeHttp = (policy: AddressPolicy) => Http;

function chosenTransport(
  settings: NetworkSettings,
  undici: MakeHttp,
  host: MakeHttp,
  policy: AddressPolicy,
  log: Log,
): Http {
  switch (settings.transport) {
    case "undici":
      return undici(policy);
    case "vscode":
      return host(policy);
    case "auto":
      return new FallbackHttp({
        first: undici(policy),
        second: host(policy),
        mayHelp: (url, error) => hostMayHelp(url, error, settings),
        log,
      });
  }
}
