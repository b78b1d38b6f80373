import type { Provider } from "../../platform/provider.ts";
import { providers } from "../../platform/providers.ts";
import type { Connection } from "../connections/connection.ts";
import { customRetrievePriceSetting, retrievePriceSetting } from "../settings.ts";

/** The facts about a connection's provider, with the price that the user has set where it charges. */
export function providerOf(connection: Pick<Connection, "provider">): Provider {
  const provider = providers[connection.provider];
  const retrieve = retrievePrice(connection);
  return { ...provider, pricePerCall: { ...provider.pricePerCall, retrieve } };
}

/** US dollars for one retrieve; 0 where it is free. */
export function retrievePrice({ provider }: Pick<Connection, "provider">): number {
  switch (provider) {
    case "cometapi":
      return retrievePriceSetting();
    case "custom":
      return customRetrievePriceSetting();
    case "minimax-global":
    case "minimax-china":
    case "sandbox":
      return 0;
  }
}
