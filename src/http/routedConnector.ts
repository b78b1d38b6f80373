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

  connect(options: ConnectOptions, callback: ConnectCallback): void {
    const host = options.host ?? options.hostname;
    const route = this.#options.routeFor(new URL(`${options.protocol}//${host}`));
    switch (route.kind) {
      case "direct":
        this.#options.toOrigin.connect(options, tellingFailures(callback, host, undefined));
        break;
      case "proxy":
        void this.#throughProxy(route.proxy, options, callback);
        break;
      case "unsupported":
        callback(new NetworkError("proxy", host, { code: UNSUPPORTED_PROXY, sent: false }), null);
        break;
    }
  }

  close(): void {
    this.#options.toOrigin.close();
    this.#options.toProxy.close();
    for (const tunnel of this.#tunnels) {
      tunnel.close();
    }
  }

  async #throughProxy(proxy: ProxyServer, options: ConnectOptions, callback: ConnectCallback): Promise<void> {
    const host = options.host ?? options.hostname;
    const tunnel = openTunnel(proxy, targetOf(options), (...args) => {
      this.#options.toProxy.connect(...args);
    });
    this.#tunnels.add(tunnel);
    const telling = tellingFailures(callback, host, new URL(proxy.origin).host);
    try {
      const socket = await tunnel.socket;
      if (options.protocol === "https:") {
        this.#options.toOrigin.connect({ ...options, httpSocket: socket }, telling);
      } else {
        callback(null, socket);
      }
    } catch (error) {
      telling(error as Error, null);
    } finally {
      this.#tunnels.delete(tunnel);
    }
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
