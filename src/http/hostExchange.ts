import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { codeOf } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import { NetworkError } from "./http.ts";
import { responseHead } from "./responseHead.ts";

/** Tells the exchange what happens to a message of `node:http`, and sends its body when the connection is ready. */
export function carry(message: ClientRequest, host: string, exchange: Exchange): void {
  let answer: IncomingMessage | undefined;
  exchange.attach({
    pause: () => answer?.pause(),
    resume: () => answer?.resume(),
    destroy: () => message.destroy(),
  });
  const failUnlessWhole = (error: Error): void => {
    // A whole answer is still being delivered, whatever becomes of its connection.
    if (answer?.complete !== true) {
      exchange.fail(error);
    }
  };
  message.on("error", (error) => {
    failUnlessWhole(isProxyFailure(error) ? new NetworkError("proxy", host, { sent: false }) : error);
  });
  message.once("close", () => {
    failUnlessWhole(new NetworkError(answer === undefined ? "reset" : "truncated", host));
  });
  message.once("socket", (socket) => {
    whenReady(socket, () => {
      exchange.connected();
      void send(message, exchange);
    });
  });
  message.once("response", (response) => {
    answer = response;
    receive(message, response, host, exchange);
  });
}

function receive(message: ClientRequest, response: IncomingMessage, host: string, exchange: Exchange): void {
  const status = response.statusCode ?? 0;
  if (status === 407) {
    // VS Code hands on the answer of a proxy that it could not satisfy; an origin has no business saying so.
    exchange.fail(new NetworkError("proxyAuthentication", host, { code: "407", sent: false }));
    return;
  }
  response.on("error", () => {
    exchange.fail(new NetworkError("truncated", host));
  });
  response.once("end", () => {
    exchange.complete();
    if (!message.writableFinished) {
      // Answered before the whole body was sent: the rest is not wanted.
      message.destroy();
    }
  });
  exchange.head(responseHead(status, response.headers));
  response.on("data", (chunk: Buffer) => {
    exchange.data(chunk);
  });
}

/** Calls back when the connection, TLS included, is ready for the request. */
function whenReady(socket: Socket, then: () => void): void {
  if ("secureConnecting" in socket && socket.secureConnecting === true) {
    socket.once("secureConnect", then);
  } else if (socket.connecting) {
    socket.once("connect", then);
  } else {
    then();
  }
}

async function send(message: ClientRequest, exchange: Exchange): Promise<void> {
  try {
    for await (const chunk of exchange.body()) {
      await handOver(message, chunk);
    }
    message.end();
  } catch {
    // The source of the body failed, and the exchange has ended with its error.
  }
}

/** Resolves when the socket has taken the chunk, or will never take it. */
function handOver(message: ClientRequest, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const taken = (): void => {
      message.off("close", taken);
      resolve();
    };
    message.once("close", taken);
    message.write(chunk, taken);
  });
}

/** What VS Code's agent throws when it can reach none of the proxies that a PAC file or setting names. */
function isProxyFailure(error: Error): boolean {
  return codeOf(error) === undefined && error.message.startsWith("Failed to establish a socket connection");
}
