import { afterEach, describe, expect, it } from "vitest";
import { FallbackHttp, hostMayHelp } from "../../../src/http/fallbackHttp.ts";
import { NetworkError } from "../../../src/http/http.ts";
import type { Http, HttpRequest, NetworkReason } from "../../../src/http/http.ts";
import { directNetwork } from "../../../src/http/network.ts";
import type { NetworkSettings } from "../../../src/http/network.ts";
import { responseHead } from "../../../src/http/responseHead.ts";
import { silentLog } from "../../../src/shared/log.ts";
import { serveHttp } from "../../support/loopback.ts";
import { bodyFrom, Collector, failureOf, httpOver } from "../../support/transports.ts";

const url = new URL("https://api.example/");

/** An `Http` that counts, reads the request's body if told to, and ends as told. */
class ScriptedTransport implements Http {
  asked = 0;
  readonly #end: NetworkError | "ok";
  readonly #readsBody: boolean;

  constructor(end: NetworkError | "ok", readsBody = false) {
    this.#end = end;
    this.#readsBody = readsBody;
  }

  async exchange(request: HttpRequest, receiver: Collector): Promise<void> {
    this.asked++;
    if (this.#readsBody) {
      request.body?.chunks();
      await Promise.resolve();
    }
    if (this.#end !== "ok") {
      throw this.#end;
    }
    receiver.onHead(responseHead(200, {}), { pause: () => undefined, resume: () => undefined });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function failing(reason: NetworkReason, sent = false, code?: string): NetworkError {
  return new NetworkError(reason, "api.example", { sent, code });
}

function fallback(first: Http, second: Http, settings: Partial<NetworkSettings> = {}): Http {
  const all = { ...directNetwork, ...settings };
  return new FallbackHttp({
    first,
    second,
    mayHelp: (target, error) => hostMayHelp(target, error, all),
    log: silentLog,
  });
}

describe("the way around", () => {
  it.each<[NetworkReason, string | undefined]>([
    ["dns", undefined],
    ["refused", undefined],
    ["unreachable", undefined],
    ["timeout", undefined],
    ["proxyAuthentication", "407"],
    ["proxy", "UNSUPPORTED_PROXY"],
  ])("is taken after %s, and kept to once it has led to an answer", async (reason, code) => {
    const first = new ScriptedTransport(failing(reason, false, code));
    const second = new ScriptedTransport("ok");
    const http = fallback(first, second);
    for (let i = 0; i < 3; i++) {
      const answer = new Collector();
      await http.exchange({ method: "POST", url, body: bodyFrom([Buffer.from("x")]) }, answer);
      expect(answer.head?.status).toBe(200);
    }
    expect([first.asked, second.asked]).toEqual([1, 3]);
  });

  it.each<NetworkReason>(["certificate", "addressForbidden", "protocol", "bodyLength", "proxy", "reset"])(
    "is not taken after %s",
    async (reason) => {
      const second = new ScriptedTransport("ok");
      const http = fallback(new ScriptedTransport(failing(reason)), second);
      expect((await failureOf(http.exchange({ method: "GET", url }, new Collector()))).reason).toBe(reason);
      expect(second.asked).toBe(0);
    },
  );

  it.each(["GET", "POST"] as const)("is never taken for a %s that may have been sent", async (method) => {
    const second = new ScriptedTransport("ok");
    const http = fallback(new ScriptedTransport(failing("timeout", true)), second);
    await failureOf(http.exchange({ method, url }, new Collector()));
    expect(second.asked).toBe(0);
  });

  it("is never taken once bytes of the body were asked for", async () => {
    const second = new ScriptedTransport("ok");
    const http = fallback(new ScriptedTransport(failing("timeout"), true), second);
    const body = bodyFrom([Buffer.from("x")]);
    await failureOf(http.exchange({ method: "POST", url, body }, new Collector()));
    expect(second.asked).toBe(0);
  });

  it.each<[string, URL, Partial<NetworkSettings>]>([
    ["this machine", new URL("http://localhost:9/"), {}],
    ["a user who wants no proxy", url, { proxySupport: "off" }],
    ["a proxy that is configured", url, { proxy: "http://p.example" }],
  ])("is not taken for %s", async (_name, target, settings) => {
    const second = new ScriptedTransport("ok");
    const http = fallback(new ScriptedTransport(failing("refused")), second, settings);
    await failureOf(http.exchange({ method: "GET", url: target }, new Collector()));
    expect(second.asked).toBe(0);
  });

  it("tells the first failure when it leads nowhere either, and is tried again next time", async () => {
    const second = new ScriptedTransport(failing("refused"));
    const http = fallback(new ScriptedTransport(failing("dns")), second);
    for (let i = 0; i < 2; i++) {
      expect((await failureOf(http.exchange({ method: "GET", url }, new Collector()))).reason).toBe("dns");
    }
    expect(second.asked).toBe(2);
  });

  it("tells the second failure when the request may have been sent that way", async () => {
    const http = fallback(
      new ScriptedTransport(failing("dns")),
      new ScriptedTransport(failing("reset", true)),
    );
    const failure = await failureOf(http.exchange({ method: "GET", url }, new Collector()));
    expect(failure).toMatchObject({ reason: "reset", sent: true });
  });
});

describe("transport auto", () => {
  const open: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map((item) => item.close()));
  });

  it("connects by itself where it can", async () => {
    const server = await serveHttp((_request, response) => response.end("ok"));
    const http = httpOver("auto");
    open.push(server, http);
    const answer = new Collector();
    await http.exchange({ method: "GET", url: server.url }, answer);
    expect(answer.body.toString()).toBe("ok");
  });

  it("tells the failure of its own attempt where neither way leads on", async () => {
    const http = httpOver("auto");
    open.push(http);
    const gone = new URL("https://minimax-files.invalid/");
    const failure = await failureOf(http.exchange({ method: "GET", url: gone }, new Collector()));
    expect(failure).toMatchObject({ reason: "dns", host: "minimax-files.invalid", sent: false });
  });
});
