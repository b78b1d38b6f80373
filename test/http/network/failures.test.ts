import { afterEach, describe, expect, it } from "vitest";
import type { Http } from "../../../src/http/http.ts";
import { closedBy, serveBytes, serveHttp, serveRaw } from "../../support/loopback.ts";
import type { Loopback } from "../../support/loopback.ts";
import { bodyFrom, Collector, failureOf, httpOver, transports } from "../../support/transports.ts";

describe.each(transports)("failures over %s", (transport) => {
  const open: { close(): Promise<void> }[] = [];
  const keep = async (server: Promise<Loopback>): Promise<Loopback> => {
    open.push(await server);
    return server;
  };
  const connect = (): Http => {
    const http = httpOver(transport);
    open.push(http);
    return http;
  };

  afterEach(async () => {
    await Promise.all(open.splice(0).map((item) => item.close()));
  });

  it("names a dead port: refused, nothing sent", async () => {
    const gone = await serveRaw(() => undefined);
    await gone.close();
    const failure = await failureOf(connect().exchange({ method: "GET", url: gone.url }, new Collector()));
    expect(failure).toMatchObject({
      reason: "refused",
      host: gone.url.host,
      code: "ECONNREFUSED",
      sent: false,
    });
  });

  it("names a name that does not exist: dns, nothing sent", async () => {
    const url = new URL("http://minimax-files.invalid/");
    const failure = await failureOf(connect().exchange({ method: "GET", url }, new Collector()));
    expect(failure).toMatchObject({ reason: "dns", host: "minimax-files.invalid", sent: false });
  });

  it("tells a reset before the answer from one within it only by what was received", async () => {
    const before = await keep(
      serveRaw((socket) => {
        socket.once("data", () => socket.resetAndDestroy());
      }),
    );
    const early = await failureOf(connect().exchange({ method: "GET", url: before.url }, new Collector()));
    expect(early).toMatchObject({ reason: "reset", sent: true });

    const within = await keep(
      serveBytes("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc", (socket) => {
        setTimeout(() => socket.resetAndDestroy(), 50);
      }),
    );
    const answer = new Collector();
    const late = await failureOf(connect().exchange({ method: "GET", url: within.url }, answer));
    expect(late).toMatchObject({ reason: "reset", sent: true });
    expect(answer.body.toString()).toBe("abc");
  });

  it.each([
    ["fewer bytes than announced", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc"],
    ["a chunk cut short", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nA\r\nabc"],
    ["chunks without an end", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n"],
  ])("never takes %s for a whole answer", async (_name, bytes) => {
    const server = await keep(serveBytes(bytes, (socket) => socket.end()));
    const answer = new Collector();
    const failure = await failureOf(connect().exchange({ method: "GET", url: server.url }, answer));
    expect(failure).toMatchObject({ reason: "truncated", sent: true });
    expect(answer.body.toString()).toBe("abc");
  });

  it("fails with reset when the connection ends without an answer", async () => {
    const server = await keep(
      serveRaw((socket) => {
        socket.once("data", () => socket.end());
      }),
    );
    const failure = await failureOf(connect().exchange({ method: "GET", url: server.url }, new Collector()));
    expect(failure).toMatchObject({ reason: "reset", sent: true });
  });

  it.each([
    ["no HTTP at all", "220 ftp.example.com ready\r\n"],
    ["two different lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab"],
    [
      "a length and chunks",
      "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    ],
    ["an endless head", `HTTP/1.1 200 OK\r\n${"x-filler: aaaaaaaaaaaaaaaa\r\n".repeat(4000)}`],
  ])("refuses %s as a breach of the protocol", async (_name, bytes) => {
    const server = await keep(serveBytes(bytes, () => undefined));
    const failure = await failureOf(connect().exchange({ method: "GET", url: server.url }, new Collector()));
    expect(failure).toMatchObject({ reason: "protocol", sent: true });
  });

  it("gives up on a server that sends no head, after the time for heads", async () => {
    const server = await keep(serveRaw((socket) => socket.resume()));
    const failure = await failureOf(
      connect().exchange(
        { method: "GET", url: server.url, timeouts: { headers: 100, body: 60_000 } },
        new Collector(),
      ),
    );
    expect(failure).toMatchObject({ reason: "timeout", code: "HEADERS_TIMEOUT", sent: true });
    await closedBy(await server.connection());
  });

  it("gives up on a body that stalls, after the time for bodies", async () => {
    const server = await keep(
      serveBytes("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc", () => undefined),
    );
    const failure = await failureOf(
      connect().exchange({ method: "GET", url: server.url, timeouts: { body: 100 } }, new Collector()),
    );
    expect(failure).toMatchObject({ reason: "timeout", code: "BODY_TIMEOUT", sent: true });
    await closedBy(await server.connection());
  });

  it("does not count the receiver's own pauses as a stall", async () => {
    const server = await keep(
      serveHttp((_request, response) => {
        response.end(Buffer.alloc(8 * 1024 * 1024));
      }),
    );
    const answer = new Collector();
    const whole = connect().exchange(
      { method: "GET", url: server.url, timeouts: { body: 300 } },
      {
        onHead: (head, flow) => {
          answer.onHead(head, flow);
          flow.pause();
          setTimeout(() => {
            flow.resume();
          }, 900);
        },
        onData: (chunk) => {
          answer.onData(chunk);
        },
      },
    );
    await whole;
    expect(answer.body.length).toBe(8 * 1024 * 1024);
  });

  it("gives up on a TLS handshake that gets no answer, after the time for connecting", async () => {
    const server = await keep(serveRaw((socket) => socket.resume()));
    const url = new URL(`https://127.0.0.1:${server.port}/`);
    const failure = await failureOf(
      connect().exchange({ method: "GET", url, timeouts: { connect: 100 } }, new Collector()),
    );
    expect(failure).toMatchObject({ reason: "timeout", code: "CONNECT_TIMEOUT", sent: false });
    await closedBy(await server.connection());
  });

  it("takes a plain answer to a TLS handshake for a breach of the protocol", async () => {
    const server = await keep(serveBytes("HTTP/1.1 400 Bad Request\r\n\r\n", (socket) => socket.end()));
    const url = new URL(`https://127.0.0.1:${server.port}/`);
    const failure = await failureOf(connect().exchange({ method: "GET", url }, new Collector()));
    expect(failure).toMatchObject({ reason: "protocol", sent: false });
  });

  it("rejects with the signal's reason and closes the connection, at whatever point it aborts", async () => {
    const server = await keep(
      serveHttp((request, response) => {
        if (request.url === "/body") {
          response.writeHead(200, { "content-length": "100" }).write("abc");
        }
      }),
    );
    const http = connect();
    for (const path of ["/head", "/body"]) {
      const cancel = new AbortController();
      const reason = new Error(`cancelled at ${path}`);
      const before = server.connections.length;
      const outcome = http.exchange(
        { method: "GET", url: new URL(path, server.url), signal: cancel.signal },
        {
          onHead: () => undefined,
          onData: () => {
            cancel.abort(reason);
          },
        },
      );
      const rejected = expect(outcome).rejects.toBe(reason);
      if (path === "/head") {
        await expect.poll(() => server.connections.length).toBe(before + 1);
        cancel.abort(reason);
      }
      await rejected;
      await closedBy(server.connections.at(-1)!);
    }
  });

  it.each([
    ["a download", undefined],
    ["an upload", bodyFrom([Buffer.from("bytes")])],
  ])(
    "closes at once a connection that is being opened for %s when the signal aborts",
    async (_name, body) => {
      const server = await keep(serveRaw((socket) => socket.resume()));
      const url = new URL(`https://127.0.0.1:${server.port}/`);
      const cancel = new AbortController();
      const outcome = connect().exchange(
        { method: body === undefined ? "GET" : "POST", url, signal: cancel.signal, ...(body && { body }) },
        new Collector(),
      );
      const rejected = expect(outcome).rejects.toBe("cancelled");
      const socket = await server.connection();
      cancel.abort("cancelled");
      await rejected;
      await closedBy(socket);
    },
  );

  it("leaves the connection of another exchange alone when the signal aborts while both are opened", async () => {
    const server = await keep(serveHttp((_request, response) => response.end("ok")));
    const http = connect();
    const cancel = new AbortController();
    const answer = new Collector();
    const outcomes = Promise.allSettled([
      http.exchange({ method: "GET", url: server.url, signal: cancel.signal }, new Collector()),
      http.exchange({ method: "GET", url: server.url }, answer),
    ]);
    cancel.abort("cancelled");
    expect(await outcomes).toMatchObject([
      { status: "rejected", reason: "cancelled" },
      { status: "fulfilled" },
    ]);
    expect(answer.body.toString()).toBe("ok");
  });

  it("sends nothing when the signal has already aborted", async () => {
    const server = await keep(serveRaw(() => undefined));
    const outcome = connect().exchange(
      { method: "GET", url: server.url, signal: AbortSignal.abort("too late") },
      new Collector(),
    );
    await expect(outcome).rejects.toBe("too late");
    expect(server.connections.length).toBe(0);
  });

  it("lets go of the signal when the exchange is over", async () => {
    const server = await keep(
      serveHttp((_request, response) => {
        response.end("ok");
      }),
    );
    const { signal } = new AbortController();
    const counted = countingListeners(signal);
    const http = connect();
    await http.exchange({ method: "GET", url: server.url, signal }, new Collector());
    expect(counted()).toBe(0);
  });

  it("says nothing of path, query, headers and answer in its errors", async () => {
    const server = await keep(
      serveBytes("HTTP/1.1 200 OK\r\nx-secret: canary\r\ncontent-length: 9\r\n\r\ncanary", (socket) =>
        socket.end(),
      ),
    );
    const url = new URL("/canary?signature=canary", server.url);
    const headers = { authorization: "Bearer canary" };
    const failure = await failureOf(connect().exchange({ method: "GET", url, headers }, new Collector()));
    const { inspect } = await import("node:util");
    expect(inspect(failure, { depth: 9, showHidden: true }) + JSON.stringify(failure)).not.toContain(
      "canary",
    );
  });
});

/** Counts who listens to the signal. */
function countingListeners(signal: AbortSignal): () => number {
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners++;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners--;
    remove(...args);
  };
  return () => listeners;
}
