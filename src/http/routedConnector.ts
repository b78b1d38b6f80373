import { isIPv6 } from "node:net";
import type { ConnectCallback, ConnectOptions, Connector } from "./connector.ts";
import { toNetworkError, UNSUPPORTED_PROXY } from "./errors.ts";
import { NetworkError } from "./http.ts";
import type { ProxyServer, Route } from "./proxyRoute.ts";
import { openTunnel } from "./tunnel.ts";
import type { Tunnel } from "./tunnel.ts";

/** What decides and makes the two kinds of connection. */
export interface RoutedOptions {
  readonly routeFor: (origin: URL) => Route;
  /** To the origin: straight, or TLS inside a tunnel. */
  readonly toOrigin: Connector;
  /** To the proxy. */
  readonly toProxy: Connector;
}

/**
 * Opens connections straight or through a proxy, as the settings say. Whatever fails is told as `NetworkError`.
 */
export class RoutedConnector implements Connector {
  readonly #options: RoutedOptions;
  readonly #tunnels = new Set<Tunnel>();

  constructor(options: RoutedOptions) {
    this.#options = options;
  }

  connect(options: ConnectOptions, callback: ConnectCallback): () => void {
    const host = options.host ?? options.hostname;
    const route = this.#options.routeFor(new URL(`${options.protocol}//${host}`));
    switch (route.kind) {
      case "direct":
        return this.#options.toOrigin.connect(options, tellingFailures(callback, host, undefined));
      case "proxy":
        return this.#throughProxy(route.proxy, options, callback);
      case "unsupported":
        callback(new NetworkError("proxy", host, { code: UNSUPPORTED_PROXY, sent: false }), null);
        return nothing;
    }
  }

  close(): void {
    this.#options.toOrigin.close();
    this.#options.toProxy.close();
    for (const tunnel of this.#tunnels) {
      tunnel.close();
    }
  }

  #throughProxy(proxy: ProxyServer, options: ConnectOptions, callback: ConnectCallback): () => void {
    const host = options.host ?? options.hostname;
    const tunnel = openTunnel(proxy, targetOf(options), this.#options.toProxy);
    this.#tunnels.add(tunnel);
    let giveUp = (): void => {
      tunnel.close();
    };
    const telling = tellingFailures(callback, host, new URL(proxy.origin).host);
    tunnel.socket
      .then((socket) => {
        if (options.protocol === "https:") {
          giveUp = this.#options.toOrigin.connect({ ...options, httpSocket: socket }, telling);
        } else {
          giveUp = nothing;
          callback(null, socket);
        }
      })
      .catch((error: unknown) => {
        telling(error as Error, null);
      })
      .finally(() => this.#tunnels.delete(tunnel));
    return () => {
      giveUp();
    };
  }
}

/** Host and port as CONNECT wants them. */
function targetOf({ hostname, port, protocol }: ConnectOptions): string {
  const name = isIPv6(hostname) ? `[${hostname}]` : hostname;
  return `${name}:${port === "" ? (protocol === "https:" ? "443" : "80") : port}`;
}

function tellingFailures(
  callback: ConnectCallback,
  host: string,
  proxy: string | undefined,
): ConnectCallback {
  return (...[error, socket]) => {
    if (error === null) {
      callback(null, socket);
    } else {
      callback(toNetworkError(error, host, { answering: false, sent: false, proxy }), null);
    }
  };
}

function nothing(): void {
  // There is nothing that could be given up.
}
