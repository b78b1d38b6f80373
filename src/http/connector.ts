import type { LookupFunction, Socket } from "node:net";
import type { SecureContext } from "node:tls";
import buildConnector from "undici/lib/core/connect.js";
import type undiciConnector from "undici/types/connector.d.ts";

export type ConnectOptions = undiciConnector.Options;
export type ConnectCallback = undiciConnector.Callback;

/** What a direct connection needs. */
export interface DirectOptions {
  /** Resolves the origin's name, and refuses addresses that are not allowed. */
  readonly lookup: LookupFunction;
  /** Whom to trust. Called at the first TLS connection: reading the machine's certificates takes time. */
  readonly secureContext: () => SecureContext;
}

/** Milliseconds after which a connection that nobody waits for any more is given up; exchanges have their own. */
const CONNECT_LIMIT = 60_000;

/**
 * Milliseconds that one address of several gets before the next is tried. Node's own 250 are fewer than a round
 * trip to another continent may take.
 */
const ATTEMPT_TIMEOUT = 1_000;

/** Opens connections straight to the origin, and closes those still being opened when it is closed itself. */
export class DirectConnector {
  readonly #options: DirectOptions;
  readonly #opening = new Set<Socket>();
  #plain: ReturnType<typeof buildConnector> | undefined;
  #secure: ReturnType<typeof buildConnector> | undefined;

  constructor(options: DirectOptions) {
    this.#options = options;
  }

  connect(options: ConnectOptions, callback: ConnectCallback): void {
    const open = options.protocol === "https:" ? this.#secureConnector() : this.#plainConnector();
    const socket: Socket = open(options, (...result) => {
      this.#opening.delete(socket);
      callback(...result);
    });
    this.#opening.add(socket);
  }

  close(): void {
    for (const socket of this.#opening) {
      socket.destroy(new Error("closed"));
    }
  }

  #plainConnector(): ReturnType<typeof buildConnector> {
    this.#plain ??= buildConnector(this.#common());
    return this.#plain;
  }

  #secureConnector(): ReturnType<typeof buildConnector> {
    this.#secure ??= buildConnector({ ...this.#common(), secureContext: this.#options.secureContext() });
    return this.#secure;
  }

  #common(): { lookup: LookupFunction; autoSelectFamilyAttemptTimeout: number; timeout: number } {
    return {
      lookup: this.#options.lookup,
      autoSelectFamilyAttemptTimeout: ATTEMPT_TIMEOUT,
      timeout: CONNECT_LIMIT,
    };
  }
}
