import { createHash, randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { Http } from "../../../src/http/http.ts";
import { bodyOf, closedBy, serveBytes, serveHttp, serveRaw } from "../../support/loopback.ts";
import type { Loopback } from "../../support/loopback.ts";
import { Collector, failureOf, httpOver, transports } from "../../support/transports.ts";

describe.each(transports)("answers over %s", (transport) => {
  const open: { close(): Promise<void> }[] = [];
  const keep = async <T extends Loopback>(server: Promise<T>): Promise<T> => {
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

  it("sends method, path, query and headers as given, and nothing that was not asked for", async () => {
    const server = await keep(
      serveHttp((request, response) => {
        response.end(JSON.stringify([request.method, request.url, request.headers]));
      }),
    );
    const answer = new Collector();
    const url = new URL("/a%20b/?file_id=1&x=%2F", server.url);
    await connect().exchange({ method: "GET", url, headers: { authorization: "Bearer k" } }, answer);
    expect(JSON.parse(answer.body.toString())).toEqual([
      "GET",
      "/a%20b/?file_id=1&x=%2F",
      { authorization: "Bearer k", host: url.host, connection: "keep-alive" },
    ]);
  });

  it("tells status and headers, several of one name joined", async () => {
    const server = await keep(
      serveHttp((_request, response) => {
        response.writeHead(418, { "x-one": "1", "x-many": ["a", "b"] }).end();
      }),
    );
    const answer = new Collector();
    await connect().exchange({ method: "GET", url: server.url }, answer);
    expect(answer.head?.status).toBe(418);
    expect(answer.head?.header("x-one")).toBe("1");
    expect(answer.head?.header("x-many")).toBe("a, b");
    expect(answer.head?.header("x-none")).toBeUndefined();
  });

  it.each([301, 302, 303, 307, 308])("hands a %i to the caller instead of following it", async (status) => {
    let requests = 0;
    const server = await keep(
      serveHttp((_request, response) => {
        requests++;
        response.writeHead(status, { location: "/elsewhere" }).end("moved");
      }),
    );
    const answer = new Collector();
    await connect().exchange({ method: "GET", url: server.url }, answer);
    expect([answer.head?.status, answer.head?.header("location")]).toEqual([status, "/elsewhere"]);
    expect(requests).toBe(1);
  });

  it("does not tell informational answers", async () => {
    const server = await keep(
      serveBytes(
        "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
        () => undefined,
      ),
    );
    const answer = new Collector();
    await connect().exchange({ method: "GET", url: server.url }, answer);
    expect([answer.head?.status, answer.body.toString()]).toEqual([200, "ok"]);
  });

  it("answers a HEAD request without waiting for the body that its length announces", async () => {
    const server = await keep(
      serveHttp((_request, response) => {
        response.writeHead(200, { "content-length": "1000" }).end();
      }),
    );
    const answer = new Collector();
    await connect().exchange({ method: "HEAD", url: server.url }, answer);
    expect([answer.head?.header("content-length"), answer.body.length]).toEqual(["1000", 0]);
  });

  it("passes on exactly the announced bytes, whatever follows them on the wire", async () => {
    const server = await keep(
      serveBytes("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nexactTOO MUCH", (socket) => socket.end()),
    );
    const answer = new Collector();
    await connect().exchange({ method: "GET", url: server.url }, answer);
    expect(answer.body.toString()).toBe("exact");
  });

  it("takes a chunked body, and one that ends with its connection", async () => {
    const chunked = await keep(
      serveBytes(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        () => undefined,
      ),
    );
    const untilClose = await keep(serveBytes("HTTP/1.1 200 OK\r\n\r\nabc", (socket) => socket.end()));
    for (const server of [chunked, untilClose]) {
      const answer = new Collector();
      await connect().exchange({ method: "GET", url: server.url }, answer);
      expect(answer.body.toString()).toBe("abc");
    }
  });

  it("does not undo content encodings", async () => {
    const server = await keep(
      serveHttp((_request, response) => {
        response.writeHead(200, { "content-encoding": "gzip" }).end("not really gzip");
      }),
    );
    const answer = new Collector();
    await connect().exchange({ method: "GET", url: server.url }, answer);
    expect(answer.body.toString()).toBe("not really gzip");
  });

  it("holds the server back while the receiver is paused, and then delivers every byte", async () => {
    const bytes = randomBytes(32 * 1024 * 1024);
    const server = await keep(
      serveHttp((_request, response) => {
        response.end(bytes);
      }),
    );
    const answer = new Collector();
    const whole = connect().exchange(
      { method: "GET", url: server.url },
      {
        onHead: (head, flow) => {
          answer.onHead(head, flow);
          flow.pause();
        },
        onData: (chunk) => {
          answer.onData(chunk);
        },
      },
    );
    const sending = await server.connection();
    await stillness(() => sending.writableLength);
    expect(sending.writableLength).toBeGreaterThan(0);
    expect(answer.body.length).toBeLessThan(1024 * 1024);
    answer.flow!.resume();
    await whole;
    expect(sha256(answer.body)).toBe(sha256(bytes));
  });

  it("may be paused and resumed at every chunk, also from within the callback", async () => {
    const bytes = randomBytes(4 * 1024 * 1024);
    const server = await keep(
      serveHttp((_request, response) => {
        response.end(bytes);
      }),
    );
    const http = connect();
    const one = (later: (call: () => void) => void): Promise<Collector> => {
      const answer = new Collector();
      const receiver = {
        onHead: answer.onHead.bind(answer),
        onData: (chunk: Uint8Array) => {
          answer.onData(chunk);
          answer.flow!.pause();
          later(() => {
            answer.flow!.resume();
          });
        },
      };
      return http.exchange({ method: "GET", url: server.url }, receiver).then(() => answer);
    };
    const answers = await Promise.all([
      one((call) => {
        call();
      }),
      one(queueMicrotask),
      one(setImmediate),
    ]);
    expect(answers.map((answer) => sha256(answer.body))).toEqual(answers.map(() => sha256(bytes)));
  });

  it("resumes one exchange from within the callback of another", async () => {
    const bytes = randomBytes(2 * 1024 * 1024);
    const server = await keep(
      serveHttp((_request, response) => {
        response.end(bytes);
      }),
    );
    const http = connect();
    const held = new Collector();
    const first = http.exchange(
      { method: "GET", url: server.url },
      {
        onHead: (head, flow) => {
          held.onHead(head, flow);
        },
        onData: (chunk) => {
          held.onData(chunk);
          held.flow!.pause();
        },
      },
    );
    const nudge = { onHead: () => undefined, onData: () => held.flow?.resume() };
    while (held.body.length < bytes.length) {
      await http.exchange({ method: "GET", url: server.url }, nudge);
    }
    await first;
    expect(sha256(held.body)).toBe(sha256(bytes));
  });

  it("frees the memory of a chunk once the next one is here", async () => {
    const bytes = randomBytes(4 * 1024 * 1024);
    const server = await keep(
      serveHttp((_request, response) => {
        response.end(bytes);
      }),
    );
    const answer = new Collector();
    const delivered: { readonly chunk: Uint8Array; readonly isWhole: boolean }[] = [];
    await connect().exchange(
      { method: "GET", url: server.url },
      {
        onHead: answer.onHead.bind(answer),
        onData: (chunk) => {
          delivered.push({ chunk, isWhole: chunk.byteLength === chunk.buffer.byteLength });
          answer.onData(chunk);
        },
      },
    );
    const whole = delivered.slice(0, -1).filter(({ isWhole }) => isWhole);
    expect(whole.length).toBeGreaterThan(delivered.length / 2);
    expect(whole.filter(({ chunk }) => chunk.byteLength > 0)).toEqual([]);
    expect(sha256(answer.body)).toBe(sha256(bytes));
  });

  it("ends with whatever the receiver throws, and closes the connection of an endless body", async () => {
    const server = await keep(
      serveHttp((_request, response) => {
        const pour = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        };
        response.on("drain", pour);
        pour();
      }),
    );
    const enough = new Error("enough");
    let received = 0;
    const outcome = connect().exchange(
      { method: "GET", url: server.url },
      {
        onHead: () => undefined,
        onData: (chunk) => {
          received += chunk.byteLength;
          if (received > 1_000_000) {
            throw enough;
          }
        },
      },
    );
    await expect(outcome).rejects.toBe(enough);
    await closedBy(await server.connection());
    expect(received).toBeLessThan(2_000_000);
  });

  it("ends with what the receiver throws at the head", async () => {
    const server = await keep(
      serveHttp((_request, response) => {
        response.write("x");
      }),
    );
    const refused = new Error("refused");
    const outcome = connect().exchange(
      { method: "GET", url: server.url },
      {
        onHead: () => {
          throw refused;
        },
        onData: () => undefined,
      },
    );
    await expect(outcome).rejects.toBe(refused);
    await closedBy(await server.connection());
  });

  it("leaves the other exchanges of the same origin alone when one fails", async () => {
    const server = await keep(
      serveHttp((request, response) => {
        void bodyOf(request).then(() => {
          if (request.url === "/bad") {
            request.socket.resetAndDestroy();
          } else {
            response.end("good");
          }
        });
      }),
    );
    const http = connect();
    const bad = http.exchange({ method: "GET", url: new URL("/bad", server.url) }, new Collector());
    const good = new Collector();
    await Promise.all([
      failureOf(bad),
      http.exchange({ method: "GET", url: new URL("/good", server.url) }, good),
    ]);
    expect(good.body.toString()).toBe("good");
  });

  it("uses a connection again for the next request", async () => {
    const server = await keep(
      serveHttp((_request, response) => {
        response.end("ok");
      }),
    );
    const http = connect();
    for (let i = 0; i < 3; i++) {
      await http.exchange({ method: "GET", url: server.url }, new Collector());
      await new Promise(setImmediate);
    }
    expect(server.connections.length).toBe(1);
  });

  it("closes idle connections and fails what is under way when it is closed", async () => {
    let onAsked = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      onAsked = resolve;
    });
    const server = await keep(
      serveHttp((request, response) => {
        if (request.url === "/idle") {
          response.end("ok");
        } else {
          onAsked();
        }
      }),
    );
    const http = connect();
    await http.exchange({ method: "GET", url: new URL("/idle", server.url) }, new Collector());
    const waiting = http.exchange({ method: "GET", url: new URL("/wait", server.url) }, new Collector());
    const failure = failureOf(waiting);
    await asked;
    await http.close();
    expect((await failure).reason).toBe("reset");
    await Promise.all(server.connections.map(closedBy));
  });

  it("refuses a header that would smuggle another", async () => {
    const server = await keep(serveRaw(() => undefined));
    const request = { method: "GET", url: server.url, headers: { "x-a": "1\r\nx-b: 2" } } as const;
    const failure = await failureOf(connect().exchange(request, new Collector()));
    expect([failure.reason, failure.sent]).toEqual(["protocol", false]);
  });
});

it("an idle connection is closed after four seconds, however long the server would keep it", async () => {
  const server = await serveRaw((socket) => {
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nKeep-Alive: timeout=60\r\n\r\nok");
    });
  });
  const http = httpOver("undici");
  try {
    await http.exchange({ method: "GET", url: server.url }, new Collector());
    const begun = performance.now();
    await closedBy(await server.connection());
    expect(performance.now() - begun).toBeGreaterThan(2000);
  } finally {
    await http.close();
    await server.close();
  }
}, 20_000);

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Waits until a number no longer changes over several turns of the event loop. */
async function stillness(read: () => number): Promise<void> {
  let last = -1;
  for (let same = 0; same < 20; same++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (read() !== last) {
      same = 0;
    }
    last = read();
  }
}
