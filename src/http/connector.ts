import type { LookupFunction, Socket } from "node:net";
import type { SecureContext } from "node:tls";
import buildConnector from "undici/lib/core/connect.js";
import type undiciConnector from "undici/types/connector.d.ts";

export type ConnectOptions = undiciConnector.Options;
export type ConnectCallback = undiciConnector.Callback;

/** Opens the connections on which requests go out. */
export interface Connector {
  /** @returns gives up; does nothing once the connection is open */
  connect(options: ConnectOptions, callback: ConnectCallback): () => void;
  /** Gives up everything that is being opened. */
  close(): void;
}

/** What a direct connection needs. */
export interface DirectOptions {
  /** Resolves the name, and may refuse addresses. */
  readonly lookup: LookupFunction;
  /** Whom to trust. Called at the first TLS connection: reading the machine's certificates takes time. */
  readonly secureContext: () => SecureContext;
  /** False accepts any certificate: for a proxy whose owner says so, never for an origin. */
  readonly rejectUnauthorized: boolean;
}

/** Milliseconds after which opening a connection is given up at last; exchanges have a limit of their own. */
const CONNECT_LIMIT = 60_000;

/**
 * Milliseconds that one address of several gets before the next is tried. Node's own 250 are fewer than a round
 * trip to another continent may take.
 */
const ATTEMPT_TIMEOUT = 1_000;

/** Opens connections straight to the other side, or TLS over a socket that is there already. */
export class DirectConnector implements Connector {
  readonly #options: DirectOptions;
  readonly #opening = new Set<Socket>();
  #plain: ReturnType<typeof buildConnector> | undefined;
  #secure: ReturnType<typeof buildConnector> | undefined;

  constructor(options: DirectOptions) {
    this.#options = options;
  }

  connect(options: ConnectOptions, callback: ConnectCallback): () => void {
    const open = options.protocol === "https:" ? this.#secureConnector() : this.#plainConnector();
    const socket: Socket = open(options, (...result) => {
      this.#opening.delete(socket);
      callback(...result);
    });
    this.#opening.add(socket);
    return () => {
      this.#giveUp(socket);
    };
  }

  close(): void {
    for (const socket of this.#opening) {
      this.#giveUp(socket);
    }
  }

  #giveUp(socket: Socket): void {
    if (this.#opening.has(socket)) {
      socket.destroy(new Error("Closed while connecting"));
    }
  }

  #plainConnector(): ReturnType<typeof buildConnector> {
    this.#plain ??= buildConnector(this.#common());
    return this.#plain;
  }

  #secureConnector(): ReturnType<typeof buildConnector> {
    this.#secure ??= buildConnector({
      ...this.#common(),
      secureContext: this.#options.secureContext(),
      rejectUnauthorized: this.#options.rejectUnauthorized,
    });
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
