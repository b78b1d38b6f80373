import Agent from "undici/lib/dispatcher/agent.js";
import Pool from "undici/lib/dispatcher/pool.js";
import type Dispatcher from "undici/types/dispatcher.d.ts";
import type { Connector } from "./connector.ts";
import { runExchange } from "./exchange.ts";
import type { Exchange, Wire } from "./exchange.ts";
import type { Http, HttpRequest, Receiver } from "./http.ts";
import { ConnectFailure, OwnClient } from "./ownClient.ts";
import type { Dispatched } from "./ownClient.ts";
import { responseHead } from "./responseHead.ts";

/** Milliseconds that a connection is kept for the next request, unless the server says less. */
const KEEP_ALIVE = 4_000;

/**
 * From this size on, undici waits after a chunk until the socket has taken it (its buffers hold 64 KiB at most).
 * Smaller chunks may wait in the socket while the next is asked for, so they are copied.
 */
const HANDED_OVER_AT_ONCE = 64 * 1024;

/** `Http` over undici: our own connections, nothing of the host's. */
export class UndiciHttp implements Http {
  readonly #connector: Connector;
  readonly #agent: Agent;

  constructor(connector: Connector) {
    this.#connector = connector;
    this.#agent = new Agent({
      factory: (origin, options) =>
        new Pool(origin, {
          ...options,
          factory: (url, clientOptions) => new OwnClient(url, clientOptions, connector),
        }),
      // HTTP/2's window in undici makes it five times slower over long distances (engineering.md 1.4).
      allowH2: false,
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE,
      // Else a server that offers more is taken at its word, for up to ten minutes.
      keepAliveMaxTimeout: KEEP_ALIVE,
      // The exchange has its own watchdog, the same for every transport.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  exchange(request: HttpRequest, receiver: Receiver): Promise<void> {
    return runExchange(request, receiver, (exchange) => {
      this.#agent.dispatch(dispatchOptions(request, exchange), handlerFor(exchange));
    });
  }

  async close(): Promise<void> {
    this.#connector.close();
    if (!this.#agent.destroyed) {
      await this.#agent.destroy();
    }
  }
}

function dispatchOptions(
  request: HttpRequest,
  exchange: Exchange,
): Parameters<Agent["dispatch"]>[0] & Pick<Dispatched, "exchange"> {
  const { method, url, body } = request;
  const target = { exchange, origin: url.origin, path: url.pathname + url.search, method };
  if (body === undefined) {
    return { ...target, headers: { ...request.headers } };
  }
  const headers = {
    ...request.headers,
    "content-type": body.contentType,
    "content-length": String(body.length),
  };
  return { ...target, headers, body: body.length === 0 ? null : stableChunks(exchange.body()) };
}

async function* stableChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    yield chunk.byteLength < HANDED_OVER_AT_ONCE ? new Uint8Array(chunk) : chunk;
  }
}

function handlerFor(exchange: Exchange): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (controller) => {
      exchange.attach(wireOf(controller));
      exchange.connected();
    },
    onResponseStart: (_controller, status, headers) => {
      if (status >= 200) {
        exchange.head(responseHead(status, headers));
      }
    },
    onResponseData: (_controller, chunk) => {
      exchange.data(chunk);
    },
    onResponseEnd: () => {
      exchange.complete();
    },
    onResponseError: (_controller, error) => {
      exchange.fail(error instanceof ConnectFailure ? error.reason : error);
    },
  };
}

function wireOf(controller: Dispatcher.DispatchController): Wire {
  let paused = false;
  return {
    pause: () => {
      paused = true;
      controller.pause();
    },
    resume: () => {
      paused = false;
      // Not within the callback of another exchange: undici has one parser for all, which must not be re-entered.
      queueMicrotask(() => {
        if (!paused) {
          controller.resume();
        }
      });
    },
    destroy: () => {
      controller.abort(new Error("The exchange is over"));
    },
  };
}
