import { lookup } from "node:dns";
import * as tls from "node:tls";
import type { Log } from "../shared/log.ts";
import { lazySecureContext } from "./certificates.ts";
import { DirectConnector } from "./connector.ts";
import type { Http } from "./http.ts";
import type { AddressPolicy, NetworkSettings } from "./network.ts";
import { UndiciHttp } from "./undiciHttp.ts";

/** What the network needs of the world. */
export interface HttpDependencies {
  readonly log: Log;
}

/** Builds the `Http` for one network configuration. The entry of a bundle that is loaded on first use. */
export function createHttp(settings: NetworkSettings, policy: AddressPolicy, deps: HttpDependencies): Http {
  deps.log.debug(`Network: transport ${settings.transport}, addresses ${policy.kind}`);
  const secureContext = lazySecureContext(settings, tls);
  return new UndiciHttp(new DirectConnector({ lookup, secureContext }));
}
