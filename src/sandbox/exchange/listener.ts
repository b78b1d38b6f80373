import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";

/** A certificate and its key, PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

const host = "127.0.0.1";

/** One port on loopback, which can be taken down and brought up again under the same number. */
export class Listener {
  readonly #server;
  readonly #scheme: "http" | "https";
  #port = 0;

  constructor(listener: RequestListener, identity: Identity | undefined) {
    this.#scheme = identity === undefined ? "http" : "https";
    this.#server =
      identity === undefined
        ? createHttpServer(listener)
        : createHttpsServer({ cert: identity.cert, key: identity.key }, listener);
    // Clients keep connections: one that closes just when it is used again looks like a fault.
    this.#server.keepAliveTimeout = 60_000;
    this.#server.requestTimeout = 0;
  }

  /** `http(s)://127.0.0.1:port`, known after the first `open`. */
  get origin(): string {
    return `${this.#scheme}://${this.host}`;
  }

  /** `127.0.0.1:port`. */
  get host(): string {
    return `${host}:${this.#port}`;
  }

  /** Listens, on the port that it had before or on `port`; 0 lets the system choose. */
  async open(port = 0): Promise<void> {
    if (this.#server.listening) {
      return;
    }
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen({ port: this.#port === 0 ? port : this.#port, host }, () => {
        this.#server.removeListener("error", reject);
        resolve();
      });
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Ends every connection, idle or busy, and frees the port. */
  async close(): Promise<void> {
    if (!this.#server.listening) {
      return;
    }
    const closed = new Promise<void>((resolve) =>
      this.#server.close(() => {
        resolve();
      }),
    );
    this.#server.closeAllConnections();
    await closed;
  }
}
