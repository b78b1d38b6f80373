import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import type { IncomingMessage, RequestListener, Server as HttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { createServer as createNetServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { TlsOptions } from "node:tls";

/** A server on this machine that closes with everything it holds. */
export interface Loopback {
  readonly port: number;
  readonly url: URL;
  /** Connections accepted so far, oldest first; with TLS those below it. */
  readonly connections: readonly Socket[];
  /** The first connection, as soon as there is one. */
  connection(): Promise<Socket>;
  close(): Promise<void>;
}

/** Serves HTTP, or HTTPS where a certificate is given. */
export function serveHttp(
  listener: RequestListener,
  tls?: TlsOptions,
  address?: "127.0.0.1" | "::1",
): Promise<Loopback> {
  const server: HttpServer =
    tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener);
  return listen(server, tls === undefined ? "http" : "https", address);
}

/** Gives every connection to `onConnection`, which may say to it what no HTTP server would. */
export function serveRaw(onConnection: (socket: Socket) => void, tls?: TlsOptions): Promise<Loopback> {
  const server = tls === undefined ? createNetServer(onConnection) : createTlsServer(tls, onConnection);
  return listen(server, tls === undefined ? "http" : "https");
}

/** Answers every request with exactly these bytes once its head has arrived, then does as told. */
export function serveBytes(answer: string, then: (socket: Socket) => void): Promise<Loopback> {
  return serveRaw((socket) => {
    socket.once("data", () => {
      socket.write(answer, () => {
        then(socket);
      });
    });
  });
}

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function listen(server: Server, scheme: string, address = "127.0.0.1"): Promise<Loopback> {
  const connections: Socket[] = [];
  let closing = false;
  server.on("connection", (socket: Socket) => {
    connections.push(socket);
    socket.on("error", () => undefined);
    if (closing) {
      socket.destroy();
    }
  });
  server.on("secureConnection", (socket: Socket) => {
    socket.on("error", () => undefined);
  });
  server.listen(0, address);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: new URL(`${scheme}://${address.includes(":") ? `[${address}]` : address}:${port}/`),
    connections,
    connection: async () => {
      const [first] = connections;
      return first ?? ((await once(server, "connection")) as [Socket])[0];
    },
    close: async () => {
      closing = true;
      const closed = once(server, "close");
      server.close();
      for (const socket of connections) {
        socket.destroy();
      }
      await closed;
    },
  };
}

/** Resolves when the other side, or this one, has closed the connection. */
export async function closedBy(socket: Socket): Promise<void> {
  if (!socket.closed) {
    await new Promise((resolve) => socket.once("close", resolve));
  }
}
