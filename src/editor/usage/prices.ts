import type { Provider } from "../../platform/provider.ts";
import { providers } from "../../platform/providers.ts";
import type { Connection } from "../connections/connection.ts";
import { retrievePriceSetting } from "../settings.ts";

/** The facts about a connection's provider, with the price that the user has set where it charges. */
export function providerOf({ provider: id }: Pick<Connection, "provider">): Provider {
  const provider = providers[id];
  return provider.pricePerCall.retrieve === undefined
    ? provider
    : { ...provider, pricePerCall: { ...provider.pricePerCall, retrieve: retrievePriceSetting() } };
}

/** US dollars for one retrieve; 0 where it is free. */
export function retrievePrice(connection: Pick<Connection, "provider">): number {
  return providerOf(connection).pricePerCall.retrieve ?? 0;
}
