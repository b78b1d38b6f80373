import Client from "undici/lib/dispatcher/client.js";
import type Dispatcher from "undici/types/dispatcher.d.ts";
import type { ConnectCallback, ConnectOptions, Connector } from "./connector.ts";
import type { Exchange, Wire } from "./exchange.ts";

/** What is handed to undici, with the exchange that it is for. */
export interface Dispatched extends Dispatcher.DispatchOptions {
  readonly exchange: Exchange;
}

/** Hides an error's code from undici, which connects again, without end, after some of them. */
export class ConnectFailure extends Error {
  readonly reason: Error;

  constructor(reason: Error) {
    super("Could not connect");
    this.reason = reason;
  }
}

/**
 * undici's client of one connection. Closes the connection also while it is being opened, as soon as the exchange is
 * over that waits for it: undici would go on, for whoever comes next. A pool gives a client no second request before
 * the first has its connection.
 */
export class OwnClient extends Client {
  readonly #opening: Opening;

  constructor(origin: URL, options: object, connector: Connector) {
    const opening = new Opening(connector);
    super(origin, { ...options, connect: opening.connect });
    this.#opening = opening;
  }

  override dispatch(options: Dispatched, handler: Dispatcher.DispatchHandler): boolean {
    options.exchange.attach(this.#opening);
    return super.dispatch(options, handler);
  }
}

/** A client's connection until it is open; nothing flows that could be held back. */
class Opening implements Wire {
  readonly #connector: Connector;
  #giveUp: (() => void) | undefined;

  constructor(connector: Connector) {
    this.#connector = connector;
  }

  readonly connect = (options: ConnectOptions, callback: ConnectCallback): void => {
    this.#giveUp = this.#connector.connect(options, (...[error, socket]) => {
      if (error === null) {
        callback(null, socket);
      } else {
        callback(new ConnectFailure(error), null);
      }
    });
  };

  pause(): void {
    // See above.
  }

  resume(): void {
    // See above.
  }

  destroy(): void {
    this.#giveUp?.();
  }
}
