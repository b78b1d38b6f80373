import { createPlatform, type PaidCall } from "../platform/client.ts";
import { learningPlatform } from "../platform/learningPlatform.ts";
import type { Operation } from "../platform/provider.ts";
import type { Platform } from "../platform/platform.ts";
import type { Clock } from "../shared/clock.ts";
import { eventLoopPacer } from "../shared/eventLoopPacer.ts";
import type { CapabilityStore } from "./capabilityStore.ts";
import type { Connection } from "./connections/connection.ts";
import { KeyMissingError } from "./connections/keyMissingError.ts";
import type { KeyStore } from "./connections/keyStore.ts";
import type { RedactingLog } from "./log.ts";
import type { Network } from "./network.ts";
import { providerOf, retrievePrice } from "./usage/prices.ts";

/** Makes API clients: each takes its key from the `KeyStore` at the moment of a call and sends it to its own origin only. */
export class Platforms {
  readonly #keys: KeyStore;
  readonly #capabilities: CapabilityStore;
  readonly #network: Network;
  readonly #clock: Clock;
  readonly #log: RedactingLog;
  readonly #isKept: (connection: Connection) => boolean;
  readonly #onPaidCall: (connection: Connection, call: PaidCall) => void;
  readonly #clients = new Map<string, { readonly facts: string; readonly platform: Platform }>();

  constructor(parts: {
    keys: KeyStore;
    capabilities: CapabilityStore;
    network: Network;
    clock: Clock;
    log: RedactingLog;
    /** False once the connection was removed: a call that ends after that leaves no trace of it. */
    isKept: (connection: Connection) => boolean;
    onPaidCall: (connection: Connection, call: PaidCall) => void;
  }) {
    this.#keys = parts.keys;
    this.#capabilities = parts.capabilities;
    this.#network = parts.network;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#isKept = parts.isKept;
    this.#onPaidCall = parts.onPaidCall;
  }

  /** The client of a connection. Calls reject with `KeyMissingError` while it has no key. */
  of(connection: Connection): Platform {
    // A client is made for a place, a price, and where the key comes from.
    const facts = [connection.origin, retrievePrice(connection), connection.keyVariable].join(" ");
    const known = this.#clients.get(connection.id);
    if (known?.facts === facts) {
      return known.platform;
    }
    const client = this.#create(connection, async () => {
      const key = await this.#keys.get(connection);
      if (key === undefined) {
        throw new KeyMissingError();
      }
      return key;
    });
    const platform = learningPlatform(client, (operation, outcome) => {
      if (this.#isKept(connection)) {
        this.#capabilities.learn(connection, operation, outcome);
      }
    });
    this.#clients.set(connection.id, { facts, platform });
    return platform;
  }

  /** Whether the connection offers an operation, by the documentation or by its own answers. */
  offers(connection: Connection, operation: Operation): boolean {
    return this.#capabilities.offers(connection, operation);
  }

  /** Asks whether a key that is not stored yet is accepted. Costs nothing. */
  validate(connection: Connection, key: string, signal: AbortSignal): Promise<void> {
    return this.#create(connection, () => Promise.resolve(key)).validate({ signal });
  }

  #create(connection: Connection, key: () => Promise<string>): Platform {
    return createPlatform({
      http: this.#network.api,
      provider: providerOf(connection),
      origin: connection.origin,
      key: async () => {
        const secret = await key();
        this.#log.protect(secret);
        return secret;
      },
      clock: this.#clock,
      pacer: eventLoopPacer,
      random: Math.random,
      log: this.#log,
      onPaidCall: (call) => {
        if (this.#isKept(connection)) {
          this.#onPaidCall(connection, call);
        }
      },
    });
  }
}
