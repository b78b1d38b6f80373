import { Socket } from "node:net";
import Client from "undici/lib/dispatcher/client.js";
import type { Connector } from "./connector.ts";
import { codeOf } from "./errors.ts";
import { NetworkError } from "./http.ts";
import type { ProxyServer } from "./proxyRoute.ts";

/** A tunnel that is being opened, or why there is none. */
export interface Tunnel {
  readonly socket: Promise<Socket>;
  /** Gives up: the promise rejects, and whatever is open is closed. */
  close(): void;
}

/** Milliseconds that a proxy gets to answer; it has to reach the origin meanwhile. */
const ANSWER_LIMIT = 60_000;

/**
 * Asks a proxy for a connection to `target` (host and port) with CONNECT. Rejects with `NetworkError`. undici's own
 * ProxyAgent is not used: it needs undici's index, and hides the proxy's answer.
 */
export function openTunnel(proxy: ProxyServer, target: string, toProxy: Connector): Tunnel {
  const proxyHost = new URL(proxy.origin).host;
  let giveUp = ignore;
  const client = new Client(proxy.origin, {
    connect: (options, callback) => {
      // The proxy's certificate is for its own name; undici takes the one in the Host header.
      giveUp = toProxy.connect({ ...options, servername: "" }, callback);
    },
    headersTimeout: ANSWER_LIMIT,
  });
  const failure = (code: string | undefined): NetworkError =>
    new NetworkError(code === "407" ? "proxyAuthentication" : "proxy", target, {
      code,
      proxy: proxyHost,
      sent: false,
    });
  const socket = new Promise<Socket>((resolve, reject) => {
    client.dispatch(
      { method: "CONNECT", path: target, headers: connectHeaders(proxy, target) },
      {
        onRequestUpgrade: (_controller, status, _headers, tunnel) => {
          if (status >= 200 && status < 300 && tunnel instanceof Socket) {
            resolve(tunnel);
          } else {
            tunnel.on("error", ignore).destroy();
            reject(failure(String(status)));
          }
        },
        onRequestStart: ignore,
        onResponseError: (_controller, error) => {
          reject(failure(codeOf(error)));
        },
      },
    );
  });
  return {
    socket,
    close: () => {
      giveUp();
      void client.destroy();
      socket.then((opened) => opened.destroy(), ignore);
    },
  };
}

function connectHeaders(proxy: ProxyServer, target: string): Record<string, string> {
  const headers = { host: target, "proxy-connection": "keep-alive" };
  return proxy.authorization === undefined
    ? headers
    : { ...headers, "proxy-authorization": proxy.authorization };
}

function ignore(): void {
  // Nothing is left to tell.
}
