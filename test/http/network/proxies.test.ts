import { once } from "node:events";
import type { Socket } from "node:net";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Http } from "../../../src/http/http.ts";
import { directNetwork } from "../../../src/http/network.ts";
import type { NetworkSettings } from "../../../src/http/network.ts";
import { makeAuthority } from "../../support/certificates.ts";
import type { TestAuthority } from "../../support/certificates.ts";
import { closedBy, serveHttp, serveRaw } from "../../support/loopback.ts";
import type { Loopback } from "../../support/loopback.ts";
import { startProxy } from "../../support/proxy.ts";
import { startTinyproxy, tinyproxyPath } from "../../support/tinyproxy.ts";
import { bodyFrom, Collector, failureOf, httpOver } from "../../support/transports.ts";

/** A name that only the proxy can resolve: a request that arrives has come through it. */
const ORIGIN = "origin.test";

let authority: TestAuthority;
let origin: Loopback;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  authority = makeAuthority();
  origin = await serveHttp(
    (request, response) => {
      request.resume().once("end", () => response.end(`${request.method ?? ""} ok`));
    },
    authority.issue([ORIGIN]),
  );
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((item) => item.close()));
});

afterAll(async () => {
  await origin.close();
  authority.remove();
});

async function keep<T extends { close(): Promise<void> }>(item: T | Promise<T>): Promise<T> {
  const kept = await item;
  open.push(kept);
  return kept;
}

function connect(settings: Partial<NetworkSettings>): Http {
  const http = httpOver("undici", { extraCertificates: [authority.root], ...settings });
  open.push(http);
  return http;
}

function originUrl(scheme = "https"): URL {
  return new URL(`${scheme}://${ORIGIN}:${origin.port}/path?query`);
}

async function get(http: Http, url = originUrl()): Promise<string> {
  const answer = new Collector();
  await http.exchange({ method: "GET", url }, answer);
  return answer.body.toString();
}

describe("through a proxy", () => {
  it("reaches an https origin by a tunnel, and the proxy never sees the request", async () => {
    const proxy = await keep(startProxy());
    expect(await get(connect({ proxy: proxy.url.origin }))).toBe("GET ok");
    expect(proxy.targets).toEqual([`${ORIGIN}:${origin.port}`]);
    expect(proxy.authorizations).toEqual([undefined]);
  });

  it("reaches an http origin by a tunnel too", async () => {
    const plain = await keep(serveHttp((_request, response) => response.end("plain")));
    const proxy = await keep(startProxy());
    const url = new URL(`http://${ORIGIN}:${plain.port}/`);
    expect(await get(connect({ proxy: proxy.url.origin }), url)).toBe("plain");
    expect(proxy.targets).toEqual([`${ORIGIN}:${plain.port}`]);
  });

  it.each([
    ["https://[2001:db8::1]/", "[2001:db8::1]:443"],
    ["http://[2001:db8::1]/", "[2001:db8::1]:80"],
    ["https://[2001:db8::1]:8443/", "[2001:db8::1]:8443"],
  ])("asks for a tunnel to %s as %s", async (url, target) => {
    const proxy = await keep(startProxy({ refuse: "502 Bad Gateway" }));
    expect(await failureOf(get(connect({ proxy: proxy.url.origin }), new URL(url)))).toMatchObject({
      code: "502",
    });
    expect(proxy.targets).toEqual([target]);
  });

  it("uploads through the tunnel", async () => {
    const proxy = await keep(startProxy());
    const answer = new Collector();
    const body = bodyFrom([Buffer.alloc(3_000_000)]);
    await connect({ proxy: proxy.url.origin }).exchange({ method: "POST", url: originUrl(), body }, answer);
    expect(answer.body.toString()).toBe("POST ok");
  });

  it("uses one tunnel for several requests", async () => {
    const proxy = await keep(startProxy());
    const http = connect({ proxy: proxy.url.origin });
    for (let i = 0; i < 3; i++) {
      await get(http);
      await new Promise(setImmediate);
    }
    expect(proxy.targets.length).toBe(1);
  });

  it("speaks TLS to a proxy that wants it", async () => {
    const proxy = await keep(startProxy({ tls: authority.issue(["localhost", "127.0.0.1"]) }));
    for (const host of ["localhost", "127.0.0.1"]) {
      expect(await get(connect({ proxy: `https://${host}:${proxy.port}` }))).toBe("GET ok");
    }
  });

  it("refuses a proxy whose certificate nobody vouches for, unless proxyStrictSSL is off", async () => {
    const stranger = makeAuthority("Stranger");
    const proxy = await keep(startProxy({ tls: stranger.issue(["localhost"]) }));
    stranger.remove();
    const settings = { proxy: `https://localhost:${proxy.port}` };
    expect(await failureOf(get(connect(settings)))).toMatchObject({
      reason: "proxy",
      code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      proxy: `localhost:${proxy.port}`,
      sent: false,
    });
    expect(await get(connect({ ...settings, proxyStrictSSL: false }))).toBe("GET ok");
  });

  it("never lets proxyStrictSSL=false excuse the origin's certificate", async () => {
    const proxy = await keep(startProxy());
    const settings = { proxy: proxy.url.origin, proxyStrictSSL: false, extraCertificates: [] };
    expect((await failureOf(get(connect(settings)))).reason).toBe("certificate");
  });

  it("refuses a proxy that breaks TLS open, until its root is trusted", async () => {
    const breaker = makeAuthority("Security Product");
    const proxy = await keep(startProxy({ intercept: breaker.issue([ORIGIN]) }));
    breaker.remove();
    expect(await failureOf(get(connect({ proxy: proxy.url.origin })))).toMatchObject({
      reason: "certificate",
      proxy: proxy.url.host,
      sent: false,
    });
    const trusting = { proxy: proxy.url.origin, extraCertificates: [breaker.root] };
    expect(await get(connect(trusting))).toBe("GET ok");
  });

  it("authenticates with the credentials in the proxy's URL", async () => {
    const proxy = await keep(startProxy({ basic: "user:p@ss:word" }));
    const url = `http://user:p%40ss%3Aword@127.0.0.1:${proxy.port}`;
    expect(await get(connect({ proxy: url }))).toBe("GET ok");
  });

  it("authenticates with http.proxyAuthorization", async () => {
    const proxy = await keep(startProxy({ basic: "user:secret" }));
    const settings = { proxy: proxy.url.origin, proxyAuthorization: `Basic ${btoa("user:secret")}` };
    expect(await get(connect(settings))).toBe("GET ok");
  });

  it("keeps the proxy's credentials out of the tunnel and out of errors", async () => {
    const seen = await keep(
      serveHttp(
        (request, response) => response.end(JSON.stringify(request.headers)),
        authority.issue([ORIGIN]),
      ),
    );
    const proxy = await keep(startProxy({ basic: "user:canary" }));
    const right = connect({ proxy: `http://user:canary@127.0.0.1:${proxy.port}` });
    expect(await get(right, new URL(`https://${ORIGIN}:${seen.port}/`))).not.toMatch(/proxy-auth/i);

    const wrong = connect({ proxy: `http://user:wrong-canary@127.0.0.1:${proxy.port}` });
    const failure = await failureOf(get(wrong));
    expect(failure).toMatchObject({ reason: "proxyAuthentication", code: "407", proxy: proxy.url.host });
    expect(inspect(failure, { depth: 9, showHidden: true })).not.toMatch(/canary|dXNlcj/);
  });

  it.each([
    ["403 Forbidden", "403"],
    ["502 Bad Gateway", "502"],
    ["302 Found\r\nlocation: http://captive.example/", "302"],
  ])("names the proxy that refuses a tunnel with %s", async (refuse, code) => {
    const proxy = await keep(startProxy({ refuse }));
    expect(await failureOf(get(connect({ proxy: proxy.url.origin })))).toMatchObject({
      reason: "proxy",
      code,
      host: `${ORIGIN}:${origin.port}`,
      proxy: proxy.url.host,
      sent: false,
    });
  });

  it("names the proxy that is not there", async () => {
    const gone = await serveRaw(() => undefined);
    await gone.close();
    expect(await failureOf(get(connect({ proxy: gone.url.origin })))).toMatchObject({
      reason: "proxy",
      code: "ECONNREFUSED",
      proxy: gone.url.host,
      sent: false,
    });
  });

  it.each<[string, (socket: Socket) => Socket]>([
    ["hangs up", (socket) => socket.end()],
    ["resets", (socket) => socket.resetAndDestroy()],
  ])("does not try without end a proxy that %s instead of answering", async (_word, act) => {
    const proxy = await keep(
      serveRaw((socket) => {
        socket.once("data", () => act(socket));
      }),
    );
    for (const scheme of ["https", "http"]) {
      const failure = await failureOf(get(connect({ proxy: proxy.url.origin }), originUrl(scheme)));
      expect(failure).toMatchObject({ reason: "proxy", sent: false });
    }
    expect(proxy.connections.length).toBe(2);
  });

  it("does not try without end a TLS proxy that has another's certificate", async () => {
    const proxy = await keep(startProxy({ tls: authority.issue(["other.test"]) }));
    for (const scheme of ["https", "http"]) {
      const http = connect({ proxy: `https://localhost:${proxy.port}` });
      expect(await failureOf(get(http, originUrl(scheme)))).toMatchObject({
        reason: "proxy",
        code: "ERR_TLS_CERT_ALTNAME_INVALID",
      });
    }
    expect(proxy.connections.length).toBe(2);
  });

  it("never takes an answer for whole when the proxy dies within it", async () => {
    const large = await keep(
      serveHttp((_request, response) => response.end(Buffer.alloc(8_000_000)), authority.issue([ORIGIN])),
    );
    const proxy = await keep(startProxy({ dieAfter: 1_000_000 }));
    const http = connect({ proxy: proxy.url.origin });
    const failure = await failureOf(get(http, new URL(`https://${ORIGIN}:${large.port}/`)));
    expect(["truncated", "reset"]).toContain(failure.reason);
  });

  it("gives up on a proxy that does not answer, after the time for connecting", async () => {
    const proxy = await keep(serveRaw((socket) => socket.resume()));
    const http = connect({ proxy: proxy.url.origin });
    const outcome = http.exchange(
      { method: "GET", url: originUrl(), timeouts: { connect: 100 } },
      new Collector(),
    );
    expect(await failureOf(outcome)).toMatchObject({
      reason: "timeout",
      code: "CONNECT_TIMEOUT",
      sent: false,
    });
    await http.close();
    await closedBy(await proxy.connection());
  });

  it.each(["the proxy's answer", "the origin's handshake", "the origin's handshake, in TLS to the proxy"])(
    "closes the connection to the proxy at once when the signal aborts while waiting for %s",
    async (what) => {
      const silent = await keep(serveRaw((socket) => socket.resume()));
      const tls = what.endsWith("to the proxy");
      const proxy =
        what === "the proxy's answer"
          ? silent
          : await keep(startProxy(tls ? { tls: authority.issue(["127.0.0.1"]) } : {}));
      const http = connect({ proxy: `${tls ? "https" : "http"}://127.0.0.1:${proxy.port}` });
      const cancel = new AbortController();
      const outcome = http.exchange(
        { method: "GET", url: new URL(`https://${ORIGIN}:${silent.port}/`), signal: cancel.signal },
        new Collector(),
      );
      const rejected = expect(outcome).rejects.toBe("cancelled");
      await once(await silent.connection(), "data");
      cancel.abort("cancelled");
      await rejected;
      await closedBy(await proxy.connection());
    },
  );

  it("says so where a proxy is of a kind that only VS Code can use", async () => {
    const http = connect({ proxy: "socks5://127.0.0.1:1080" });
    expect(await failureOf(get(http))).toMatchObject({
      reason: "proxy",
      code: "UNSUPPORTED_PROXY",
      sent: false,
    });
  });
});

describe("around a proxy", () => {
  it.each<[string, Partial<NetworkSettings>]>([
    ["http.noProxy", { noProxy: [ORIGIN] }],
    ["NO_PROXY", { environment: { ...directNetwork.environment, noProxy: ".test" } }],
    ["http.proxySupport off", { proxySupport: "off" }],
  ])("goes straight to the origin for %s", async (_name, settings) => {
    const proxy = await keep(startProxy());
    const failure = await failureOf(get(connect({ proxy: proxy.url.origin, ...settings })));
    expect(failure).toMatchObject({ reason: "dns", proxy: undefined });
    expect(proxy.connections.length).toBe(0);
  });

  it("goes straight to this machine", async () => {
    const proxy = await keep(startProxy());
    const local = await keep(serveHttp((_request, response) => response.end("local")));
    expect(await get(connect({ proxy: proxy.url.origin }), local.url)).toBe("local");
    expect(proxy.connections.length).toBe(0);
  });

  it("takes the proxy of the environment where no setting names one", async () => {
    const proxy = await keep(startProxy());
    const environment = { ...directNetwork.environment, httpsProxy: proxy.url.origin };
    expect(await get(connect({ environment }))).toBe("GET ok");
    expect(proxy.targets.length).toBe(1);
  });
});

describe.skipIf(tinyproxyPath === undefined)("through tinyproxy", () => {
  it.each([
    ["without a password", undefined, ""],
    ["with a password", "user secret", "user:secret@"],
  ])("reaches an https origin %s", async (_name, basicAuth, credentials) => {
    // Tinyproxy resolves names by the machine's means, so a proxy behind it does that for the test.
    const behind = await keep(startProxy());
    const tinyproxy = await keep(startTinyproxy(behind, basicAuth));
    expect(await get(connect({ proxy: `http://${credentials}${tinyproxy.host}` }))).toBe("GET ok");
    expect(behind.targets).toEqual([`${ORIGIN}:${origin.port}`]);
  });

  it("is told apart when it wants a password that we do not have", async () => {
    const behind = await keep(startProxy());
    const tinyproxy = await keep(startTinyproxy(behind, "user secret"));
    const failure = await failureOf(get(connect({ proxy: `http://${tinyproxy.host}` })));
    expect(failure).toMatchObject({ reason: "proxyAuthentication", proxy: tinyproxy.host, sent: false });
  });

  it("is named when it cannot reach the origin", async () => {
    const gone = await startProxy();
    const tinyproxy = await keep(startTinyproxy(gone, undefined));
    await gone.close();
    const failure = await failureOf(get(connect({ proxy: `http://${tinyproxy.host}` })));
    expect(failure).toMatchObject({ reason: "proxy", proxy: tinyproxy.host, sent: false });
  });
});
