import { createHash, randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import type { Http, RequestBody } from "../../../src/http/http.ts";
import { bodyOf, closedBy, serveHttp, serveRaw } from "../../support/loopback.ts";
import type { Loopback } from "../../support/loopback.ts";
import { bodyFrom, Collector, failureOf, httpOver, transports } from "../../support/transports.ts";

const MiB = 1024 * 1024;

describe.each(transports)("request bodies over %s", (transport) => {
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

  it("sends exactly the bytes, with Content-Length and never chunked", async () => {
    const server = await keep(
      serveHttp((request, response) => {
        void bodyOf(request).then((body) => response.end(JSON.stringify([request.headers, sha256(body)])));
      }),
    );
    const bytes = randomBytes(3 * MiB + 17);
    const answer = new Collector();
    const body = bodyFrom([bytes.subarray(0, 5), bytes.subarray(5, MiB), bytes.subarray(MiB)]);
    await connect().exchange({ method: "POST", url: server.url, body }, answer);
    const [headers, hash] = JSON.parse(answer.body.toString()) as [Record<string, string>, string];
    expect(headers).toMatchObject({
      "content-length": String(bytes.length),
      "content-type": "application/octet-stream",
    });
    expect(headers).not.toHaveProperty("transfer-encoding");
    expect(hash).toBe(sha256(bytes));
  });

  it.each([undefined, bodyFrom([])])("announces a POST without bytes as empty", async (body) => {
    const server = await keep(
      serveHttp((request, response) => {
        response.end(request.headers["content-length"] ?? "none");
      }),
    );
    const answer = new Collector();
    const request = { method: "POST", url: server.url, ...(body === undefined ? {} : { body }) } as const;
    await connect().exchange(request, answer);
    expect(answer.body.toString()).toBe("0");
  });

  it.each([
    ["3 buffers of 1 MiB", 3, MiB, 24],
    ["1 buffer of 1 MiB", 1, MiB, 24],
    ["1 buffer of 64 KiB", 1, 65_536, 160],
    ["1 buffer of one byte less", 1, 65_535, 160],
    ["1 buffer of 1 KiB", 1, 1024, 4096],
  ])(
    "stays exact while %s are used again and again before a slow reader",
    async (_name, ring, size, count) => {
      const server = await keep(
        serveHttp((request, response) => {
          void slowly(request).then((hash) => response.end(hash));
        }),
      );
      const { body, expected } = ringBody(ring, size, count);
      const answer = new Collector();
      await connect().exchange({ method: "POST", url: server.url, body }, answer);
      expect(answer.body.toString()).toBe(expected());
    },
  );

  it("asks for no further bytes while the server does not read", async () => {
    const server = await keep(serveRaw((socket) => socket.pause()));
    let asked = 0;
    const body: RequestBody = {
      contentType: "application/octet-stream",
      length: 1024 * MiB,
      async *chunks() {
        for (;;) {
          await delay(0);
          asked += MiB;
          yield Buffer.alloc(MiB);
        }
      },
    };
    const cancel = new AbortController();
    const outcome = connect().exchange(
      { method: "POST", url: server.url, body, signal: cancel.signal },
      new Collector(),
    );
    const rejected = expect(outcome).rejects.toBe("cancelled");
    for (let before = -1; before !== asked;) {
      before = asked;
      await delay(200);
    }
    expect(asked).toBeLessThan(64 * MiB);
    cancel.abort("cancelled");
    await rejected;
    const socket = await server.connection();
    socket.resume();
    await closedBy(socket);
  });

  it.each([
    ["fewer", 10],
    ["more", 3],
  ])(
    "fails when the source has %s bytes than it announced, and sends none too many",
    async (_word, length) => {
      let received = Buffer.alloc(0);
      const server = await keep(
        serveRaw((socket) => {
          socket.on("data", (chunk) => {
            received = Buffer.concat([received, chunk]);
          });
        }),
      );
      const body = bodyFrom([Buffer.from("abc"), Buffer.from("de")], length);
      const failure = await failureOf(
        connect().exchange({ method: "POST", url: server.url, body }, new Collector()),
      );
      expect(failure.reason).toBe("bodyLength");
      await closedBy(await server.connection());
      expect(received.toString().split("\r\n\r\n")[1] ?? "").not.toContain(length === 3 ? "d" : "none");
    },
  );

  it("ends with the source's own error, and lets go of the connection", async () => {
    const server = await keep(serveRaw((socket) => socket.resume()));
    const unreadable = Object.assign(new Error("unreadable"), { code: "EIO" });
    const body: RequestBody = {
      contentType: "text/plain",
      length: 10,
      async *chunks() {
        yield Buffer.from("abc");
        await Promise.reject(unreadable);
      },
    };
    const outcome = connect().exchange({ method: "POST", url: server.url, body }, new Collector());
    await expect(outcome).rejects.toBe(unreadable);
    await closedBy(await server.connection());
  });

  it("delivers an answer that comes before the whole body was sent, and sends no more", async () => {
    const server = await keep(
      serveHttp((request, response) => {
        request.once("data", () => {
          response.writeHead(413, { "content-length": "9" }).end("too large");
        });
      }),
    );
    let ended = false;
    const body: RequestBody = {
      contentType: "application/octet-stream",
      length: 1024 * MiB,
      async *chunks() {
        try {
          for (let i = 0; i < 1024; i++) {
            await delay(0);
            yield Buffer.alloc(MiB);
          }
        } finally {
          ended = true;
        }
      },
    };
    const answer = new Collector();
    await connect().exchange({ method: "POST", url: server.url, body }, answer);
    expect([answer.head?.status, answer.body.toString()]).toEqual([413, "too large"]);
    await closedBy(await server.connection());
    await expect.poll(() => ended).toBe(true);
  });

  it("knows that a request cut off before its last byte cannot have been carried out", async () => {
    const server = await keep(
      serveRaw((socket) => {
        socket.once("data", () => socket.resetAndDestroy());
      }),
    );
    const body: RequestBody = {
      contentType: "application/octet-stream",
      length: 64 * MiB,
      async *chunks() {
        for (let i = 0; i < 64; i++) {
          await delay(0);
          yield Buffer.alloc(MiB);
        }
      },
    };
    const failure = await failureOf(
      connect().exchange({ method: "POST", url: server.url, body }, new Collector()),
    );
    expect([failure.reason, failure.sent]).toEqual(["reset", false]);
  });

  it("warns that a request cut off after its last byte may have been carried out", async () => {
    const server = await keep(
      serveHttp((request) => {
        void bodyOf(request).then(() => request.socket.resetAndDestroy());
      }),
    );
    const body = bodyFrom([Buffer.from("all of it")]);
    const failure = await failureOf(
      connect().exchange({ method: "POST", url: server.url, body }, new Collector()),
    );
    expect([failure.reason, failure.sent]).toEqual(["reset", true]);
  });

  it("does not begin the body when there is no connection", async () => {
    let begun = false;
    const body: RequestBody = {
      contentType: "text/plain",
      length: 1,
      async *chunks() {
        begun = true;
        await Promise.resolve();
        yield Buffer.from("x");
      },
    };
    const gone = await serveRaw(() => undefined);
    await gone.close();
    const failure = await failureOf(
      connect().exchange({ method: "POST", url: gone.url, body }, new Collector()),
    );
    expect([failure.reason, failure.sent, begun]).toEqual(["refused", false, false]);
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Reads as a congested network would: in bursts, with pauses in which buffers fill up. */
async function slowly(request: AsyncIterable<unknown>): Promise<string> {
  const hash = createHash("sha256");
  let sinceRest = 0;
  for await (const chunk of request) {
    hash.update(chunk as Buffer);
    sinceRest += (chunk as Buffer).length;
    if (sinceRest > 512 * 1024) {
      sinceRest = 0;
      await delay(2);
    }
  }
  return hash.digest("hex");
}

/** A body out of few buffers, each overwritten as soon as the contract allows. */
function ringBody(
  buffers: number,
  size: number,
  count: number,
): { body: RequestBody; expected: () => string } {
  const ring = Array.from({ length: buffers }, () => Buffer.alloc(size));
  const hash = createHash("sha256");
  const body: RequestBody = {
    contentType: "application/octet-stream",
    length: size * count,
    async *chunks() {
      for (let i = 0; i < count; i++) {
        const buffer = ring[i % buffers]!;
        buffer.fill(randomBytes(32));
        hash.update(buffer);
        await Promise.resolve();
        yield buffer;
      }
    },
  };
  return { body, expected: () => hash.digest("hex") };
}
