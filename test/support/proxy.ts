import { connect as connectTcp } from "node:net";
import type { Socket } from "node:net";
import { connect as connectTls, createSecureContext, TLSSocket } from "node:tls";
import type { Identity } from "./certificates.ts";
import { serveRaw } from "./loopback.ts";
import type { Loopback } from "./loopback.ts";

/** How the test's CONNECT proxy behaves. */
export interface ProxyOptions {
  /** Serve TLS to the client, as an "HTTPS proxy" does. */
  readonly tls?: Identity;
  /** `user:password`, asked for with Basic; or a challenge that this proxy never accepts an answer to. */
  readonly basic?: string;
  readonly challenge?: string;
  /** Answer every CONNECT with this status line instead of a tunnel. */
  readonly refuse?: string;
  /** Break TLS open with a certificate of its own, as security products do. */
  readonly intercept?: Identity;
  /** Close the client's connection after so many bytes from the origin. */
  readonly dieAfter?: number;
}

export interface TestProxy extends Loopback {
  /** The targets that clients asked for, `host:port`. */
  readonly targets: readonly string[];
  /** The Proxy-Authorization headers that came. */
  readonly authorizations: readonly (string | undefined)[];
}

/**
 * A CONNECT proxy that takes every name for this machine: a client that resolved `origin.test` itself would fail.
 */
export async function startProxy(options: ProxyOptions = {}): Promise<TestProxy> {
  const targets: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = await serveRaw((client) => {
    onceHeadArrived(client, (text) => {
      const target = /^CONNECT (\S+) HTTP\/1\.1\r\n/.exec(text)?.[1];
      if (target === undefined) {
        client.end("HTTP/1.1 405 Method Not Allowed\r\ncontent-length: 0\r\n\r\n");
        return;
      }
      const authorization = /^proxy-authorization: (.*)$/im.exec(text)?.[1]?.trim();
      targets.push(target);
      authorizations.push(authorization);
      const refusal = refusalOf(options, authorization);
      if (refusal === undefined) {
        tunnel(client, Number(target.split(":").at(-1)), options);
      } else {
        client.end(`HTTP/1.1 ${refusal}\r\ncontent-length: 0\r\n\r\n`);
      }
    });
  }, options.tls);
  return { ...server, targets, authorizations };
}

/** Waits for the empty line, however the head is cut into packets; what follows it stays to be read. */
function onceHeadArrived(client: Socket, then: (head: string) => void): void {
  let received = Buffer.alloc(0);
  const onData = (chunk: Buffer): void => {
    received = Buffer.concat([received, chunk]);
    const end = received.indexOf("\r\n\r\n");
    if (end !== -1) {
      client.off("data", onData).pause();
      client.unshift(received.subarray(end + 4));
      then(received.toString("latin1", 0, end + 4));
    }
  };
  client.on("data", onData);
}

function refusalOf(options: ProxyOptions, authorization: string | undefined): string | undefined {
  if (options.challenge !== undefined) {
    return `407 Proxy Authentication Required\r\nproxy-authenticate: ${options.challenge}`;
  }
  const wanted = options.basic === undefined ? undefined : `Basic ${btoa(options.basic)}`;
  return wanted === undefined || wanted === authorization
    ? options.refuse
    : '407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="test"';
}

function tunnel(client: Socket, port: number, options: ProxyOptions): void {
  const origin = connectTcp(port, "127.0.0.1");
  origin.on("error", () => client.destroy());
  client.on("close", () => origin.destroy());
  origin.once("connect", () => {
    client.write("HTTP/1.1 200 Connection established\r\n\r\n");
    if (options.intercept === undefined) {
      splice(client, origin, options.dieAfter);
    } else {
      const secureOrigin = connectTls({ socket: origin, rejectUnauthorized: false });
      secureOrigin.on("error", () => client.destroy());
      splice(intercepted(client, options.intercept), secureOrigin, undefined);
    }
  });
}

/** Speaks TLS to the client in the origin's stead. */
function intercepted(client: Socket, identity: Identity): TLSSocket {
  const secure = new TLSSocket(client, { isServer: true, secureContext: createSecureContext(identity) });
  secure.on("error", () => client.destroy());
  return secure;
}

function splice(client: Socket, origin: Socket, dieAfter: number | undefined): void {
  let passed = 0;
  origin.on("data", (chunk: Buffer) => {
    passed += chunk.length;
    if (dieAfter !== undefined && passed > dieAfter) {
      client.destroy();
    } else if (!client.destroyed) {
      client.write(chunk);
    }
  });
  client.pipe(origin);
  origin.on("close", () => client.end());
}
