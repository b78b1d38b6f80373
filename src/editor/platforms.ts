import { createPlatform, type PaidCall } from "../platform/client.ts";
import type { Operation } from "../platform/provider.ts";
import type { Platform } from "../platform/platform.ts";
import { providers } from "../platform/providers.ts";
import type { Clock } from "../shared/clock.ts";
import type { Connection } from "./connections/connection.ts";
import { KeyMissingError } from "./connections/keyMissingError.ts";
import type { KeyStore } from "./connections/keyStore.ts";
import type { RedactingLog } from "./log.ts";
import type { Network } from "./network.ts";

/** Makes API clients: each takes its key from the `KeyStore` at the moment of a call and sends it to its own origin only. */
export class Platforms {
  readonly #keys: KeyStore;
  readonly #network: Network;
  readonly #clock: Clock;
  readonly #log: RedactingLog;
  readonly #onPaidCall: (connection: Connection, call: PaidCall) => void;
  readonly #clients = new Map<string, { readonly origin: string; readonly platform: Platform }>();

  constructor(parts: {
    keys: KeyStore;
    network: Network;
    clock: Clock;
    log: RedactingLog;
    onPaidCall: (connection: Connection, call: PaidCall) => void;
  }) {
    this.#keys = parts.keys;
    this.#network = parts.network;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#onPaidCall = parts.onPaidCall;
  }

  /** The client of a connection. Calls reject with `KeyMissingError` while it has no key. */
  of(connection: Connection): Platform {
    const known = this.#clients.get(connection.id);
    if (known?.origin === connection.origin) {
      return known.platform;
    }
    const platform = this.#create(connection, async () => {
      const key = await this.#keys.get(connection);
      if (key === undefined) {
        throw new KeyMissingError();
      }
      return key;
    });
    this.#clients.set(connection.id, { origin: connection.origin, platform });
    return platform;
  }

  /** Whether the connection's provider offers an operation. */
  offers(connection: Connection, operation: Operation): boolean {
    return providers[connection.provider].operations.has(operation);
  }

  /** Asks whether a key that is not stored yet is accepted. Costs nothing. */
  validate(connection: Connection, key: string, signal: AbortSignal): Promise<void> {
    return this.#create(connection, () => Promise.resolve(key)).validate({ signal });
  }

  #create(connection: Connection, key: () => Promise<string>): Platform {
    return createPlatform({
      http: this.#network.api,
      provider: providers[connection.provider],
      origin: connection.origin,
      key: async () => {
        const secret = await key();
        this.#log.protect(secret);
        return secret;
      },
      clock: this.#clock,
      random: Math.random,
      log: this.#log,
      onPaidCall: (call) => {
        this.#onPaidCall(connection, call);
      },
    });
  }
}
