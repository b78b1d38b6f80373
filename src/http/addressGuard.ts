import type { LookupAddress, LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import { isLoopbackHost } from "../shared/loopback.ts";
import { bareAddress, classifyAddress, isAddress } from "./addresses.ts";
import { NetworkError } from "./http.ts";
import type { Http } from "./http.ts";
import type { AddressPolicy } from "./network.ts";

/** The one form of `dns.lookup` that is needed: every address of a name. */
export type ResolveAll = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Whether the policy lets a connection go to this address. */
export function isAllowed(address: string, policy: AddressPolicy): boolean {
  if (policy.kind === "any") {
    return true;
  }
  const kind = classifyAddress(address);
  return kind === "public" || (kind === "loopback" && policy.allowLoopback);
}

/**
 * Refuses, before anything is resolved, a URL whose host is an address that the policy forbids (the URL parser
 * has already turned spellings such as `0x7f.1` into plain ones), and for server-supplied URLs plain HTTP to
 * other machines. This is all that holds behind a proxy, which resolves names itself.
 */
export function guardAddresses(http: Http, policy: AddressPolicy): Http {
  return {
    exchange: async (request, receiver) => {
      assertAllowedUrl(request.url, policy);
      await http.exchange(request, receiver);
    },
    close: () => http.close(),
  };
}

/** @throws NetworkError `addressForbidden` for what `guardAddresses` refuses. */
export function assertAllowedUrl(url: URL, policy: AddressPolicy): void {
  if (policy.kind === "any") {
    return;
  }
  const plain = url.protocol !== "https:" && !isLoopbackHost(url.hostname);
  if (plain || (isAddress(url.hostname) && !isAllowed(bareAddress(url.hostname), policy))) {
    throw forbidden(url.host);
  }
}

/**
 * A lookup for `net.connect` that hands on only allowed addresses, and fails where none is left. Since the
 * connection uses the very addresses that were checked, a name cannot be bound again in between.
 */
export function guardedLookup(policy: AddressPolicy, resolve: ResolveAll): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const allowed = addresses.filter(({ address }) => isAllowed(address, policy));
      const first = allowed[0];
      if (first === undefined) {
        callback(forbidden(hostname), []);
      } else if (options.all === true) {
        callback(null, allowed);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}

function forbidden(host: string): NetworkError {
  return new NetworkError("addressForbidden", host, { sent: false });
}
