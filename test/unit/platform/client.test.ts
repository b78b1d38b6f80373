import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NetworkError, type RequestBody } from "../../../src/http/http.ts";
import { createPlatform } from "../../../src/platform/client.ts";
import type { PaidCall } from "../../../src/platform/paidCall.ts";
import type { Platform } from "../../../src/platform/platform.ts";
import { PlatformError } from "../../../src/platform/platformError.ts";
import type { ProviderId } from "../../../src/platform/provider.ts";
import { providers } from "../../../src/platform/providers.ts";
import { CancelledError } from "../../../src/shared/cancellation.ts";
import type { Log } from "../../../src/shared/log.ts";
import { anyText } from "../../support/anyText.ts";
import { FakeClock, settle } from "../../support/fakeClock.ts";
import { ScriptedHttp, type Step } from "../../support/scriptedHttp.ts";

const largestId = "9223372036854775807";
const ok = { status_code: 0, status_msg: "success" };
const key = "canary-key-of-no-known-shape";

interface Bench {
  readonly platform: Platform;
  readonly http: ScriptedHttp;
  readonly clock: FakeClock;
  readonly paid: PaidCall[];
  readonly logged: string[];
  /** The requests made so far, as `GET path?query`. */
  readonly lines: () => string[];
}

function bench(provider: ProviderId, ...steps: Step[]): Bench {
  return benchWith({ provider }, ...steps);
}

function benchWith(
  { provider, origin, keys = [key] }: { provider: ProviderId; origin?: string; keys?: string[] },
  ...steps: Step[]
): Bench {
  const http = new ScriptedHttp(...steps);
  const clock = new FakeClock(1_000_000);
  const paid: PaidCall[] = [];
  const logged: string[] = [];
  const platform = createPlatform({
    http,
    provider: providers[provider],
    origin: origin ?? providers[provider].origins[0] ?? "https://custom.example",
    key: () => Promise.resolve((keys.length > 1 ? keys.shift() : keys[0]) ?? ""),
    clock,
    random: () => 0.5,
    log: recorder(logged),
    onPaidCall: (call) => {
      paid.push(call);
    },
  });
  const lines = (): string[] =>
    http.requests.map(({ request: { method, url } }) => `${method} ${url.pathname}${url.search}`);
  return { platform, http, clock, paid, logged, lines };
}

function recorder(lines: string[]): Log {
  const write = (message: string): void => {
    lines.push(message);
  };
  return { trace: write, debug: write, info: write, warn: write, error: write };
}

function json(value: unknown, headers?: Record<string, string>): Step {
  return { body: JSON.stringify(value), ...(headers === undefined ? {} : { headers }) };
}

function refusal(code: number, words = "no"): Step {
  return json({ base_resp: { status_code: code, status_msg: words } });
}

/** An answer with an id as a bare JSON integer, which no `JSON.stringify` can write. */
function fileAnswer(id: string, fields = ""): Step {
  return { body: `{"file":{"file_id":${id}${fields}},"base_resp":{"status_code":0}}` };
}

function bodyOf(text: string): RequestBody {
  const bytes = new TextEncoder().encode(text);
  return {
    contentType: "multipart/form-data; boundary=b",
    length: bytes.byteLength,
    async *chunks() {
      yield await Promise.resolve(bytes);
    },
  };
}

describe("requests", () => {
  test("an id beyond 2^53 goes out and comes back digit by digit", async () => {
    const { platform, http, lines } = bench(
      "minimax-global",
      fileAnswer(largestId),
      json({ base_resp: ok }),
      fileAnswer(largestId),
    );
    expect((await platform.retrieve(largestId)).file.id).toBe(largestId);
    await platform.delete(largestId, "voice_clone");
    expect((await platform.upload({ filename: "a", purpose: "p", body: bodyOf("x") })).id).toBe(largestId);
    expect(lines()).toEqual([
      `GET /v1/files/retrieve?file_id=${largestId}`,
      "POST /v1/files/delete",
      "POST /v1/files/upload",
    ]);
    expect(http.requests[1]!.body).toBe(`{"file_id":${largestId},"purpose":"voice_clone"}`);
    expect((await platform.contentRequest(largestId)).url.search).toBe(`?file_id=${largestId}`);
  });

  test("every call carries the key, to its own origin, and nothing else of ours", async () => {
    const { platform, http } = bench("minimax-china", json({ files: [] }));
    await platform.list();
    const { request } = http.requests[0]!;
    expect(request.url.origin).toBe("https://api.minimax.cn");
    expect(request.headers).toEqual({
      accept: "application/json",
      authorization: `Bearer ${key}`,
      "user-agent": "minimax-files-vscode",
    });
  });

  test("the content request carries the key, for the transfer engine to send", async () => {
    const { platform } = bench("minimax-global");
    const request = await platform.contentRequest("7");
    expect(request.url.href).toBe("https://api.minimax.io/v1/files/retrieve_content?file_id=7");
    expect(request.headers).toMatchObject({ authorization: `Bearer ${key}`, accept: "*/*" });
  });

  test("CometAPI is asked in its own form", async () => {
    const { platform, lines } = bench("cometapi", fileAnswer("7"), json({ status: "Processing" }));
    await platform.retrieve("7");
    await platform.queryTask("video", "t 1&x");
    expect(lines()).toEqual([
      "GET /v1/files/retrieve?model=minimax-files-retrieve&file_id=7",
      "GET /v1/query/video_generation?task_id=t+1%26x",
    ]);
  });

  test("an upload streams its body under its own content type", async () => {
    const { platform, http } = bench("minimax-global", fileAnswer("7", ',"bytes":3'));
    const body = bodyOf("abc");
    const file = await platform.upload({ filename: "a.mp3", purpose: "voice_clone", body });
    expect(file).toMatchObject({ id: "7", size: 3 });
    expect(http.requests[0]).toMatchObject({ body: "abc", request: { method: "POST", body } });
  });

  test("the delete body is exact JSON for any id and any purpose", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }),
        fc.option(anyText, { nil: undefined }),
        async (id, purpose) => {
          const { platform, http } = bench("minimax-global", json({ base_resp: ok }));
          await platform.delete(String(id), purpose);
          const { body } = http.requests[0]!;
          expect(/^\{"file_id":(\d+)[,}]/.exec(body)?.[1]).toBe(String(id));
          expect((JSON.parse(body) as { purpose?: string }).purpose).toBe(purpose);
        },
      ),
    );
  });

  test.each(["", '1,"purpose":"x"', "1e3", "-1", "9223372036854775808"])(
    "an id that is none, %j, is never put into a delete body",
    async (id) => {
      const { platform, http } = bench("minimax-global");
      await expect(platform.delete(id, undefined)).rejects.toThrow(RangeError);
      expect(http.requests).toEqual([]);
    },
  );

  test.each(["", "  ", "two words", "a\nb", "schlüssel"])(
    "a key that no header can carry, %j, is refused before anything is sent",
    async (bad) => {
      const { platform, http, paid } = benchWith({ provider: "cometapi", keys: [bad] });
      await expect(platform.retrieve("7")).rejects.toMatchObject({ reason: "unauthorized" });
      await expect(platform.contentRequest("7")).rejects.toMatchObject({ reason: "unauthorized" });
      expect([http.requests, paid]).toEqual([[], []]);
    },
  );

  test("white space around a pasted key is dropped", async () => {
    const { platform, http } = benchWith({ provider: "custom", keys: [` ${key}\n`] }, json({ files: [] }));
    await platform.list();
    expect(http.requests[0]!.request.headers?.["authorization"]).toBe(`Bearer ${key}`);
  });

  test("a missing key rejects with the key store's own error", async () => {
    class Missing extends Error {}
    const platform = createPlatform({
      http: new ScriptedHttp(),
      provider: providers.custom,
      origin: "https://custom.example",
      key: () => Promise.reject(new Missing()),
      clock: new FakeClock(),
      random: () => 0,
      log: recorder([]),
    });
    await expect(platform.list()).rejects.toThrow(Missing);
  });
});

describe("retrieve", () => {
  test("gives the record, both links, the raw body, the request id and the time", async () => {
    const text =
      '{"file":{"file_id":335811572470048,"bytes":0,"created_at":1763538787,"filename":"a.mp4","purpose":"video_generation","download_url":"http://a.example/b%2Fc?Expires=1763571243","backup_download_url":"b.example/c"},"base_resp":{"status_code":0}}';
    const { platform } = bench("minimax-global", { body: text, headers: { "trace-id": "t1" } });
    const { link, backupLink, ...rest } = await platform.retrieve("335811572470048");
    expect(rest).toEqual({
      file: {
        id: "335811572470048",
        filename: "a.mp4",
        purpose: "video_generation",
        size: undefined,
        createdAt: 1763538787,
        extra: {},
      },
      linkRefused: undefined,
      raw: text,
      requestId: "t1",
      receivedAt: 1_000_000,
    });
    expect([link?.url.href, link?.expiresAt]).toEqual([
      "https://a.example/b%2Fc?Expires=1763571243",
      1763571243,
    ]);
    expect(backupLink?.url.href).toBe("https://b.example/c");
  });

  test("a link that must not be followed is named without being repeated, and the mirror takes its place", async () => {
    const fields = ',"download_url":"file:///etc/canary","backup_download_url":"https://b.example/c"';
    const { platform } = bench("minimax-global", fileAnswer("7", fields));
    const { link, backupLink, linkRefused } = await platform.retrieve("7");
    expect([link?.url.href, backupLink]).toEqual(["https://b.example/c", undefined]);
    expect(linkRefused).toBe("download_url has a scheme other than https");
  });

  test.each(["", ',"download_url":null', ',"download_url":""', ',"download_url":7'])(
    "an answer without a link is whole nevertheless: %j",
    async (fields) => {
      const { platform } = bench("minimax-global", fileAnswer("7", fields));
      expect(await platform.retrieve("7")).toMatchObject({ link: undefined, linkRefused: undefined });
    },
  );

  test("links over http are taken from an API on loopback alone", async () => {
    const fields = ',"download_url":"http://127.0.0.1:9/b"';
    const local = benchWith({ provider: "sandbox", origin: "http://127.0.0.1:8" }, fileAnswer("7", fields));
    expect((await local.platform.retrieve("7")).link?.url.href).toBe("http://127.0.0.1:9/b");
    const remote = bench("minimax-global", fileAnswer("7", fields));
    expect((await remote.platform.retrieve("7")).link?.url.href).toBe("https://127.0.0.1:9/b");
  });

  test.each(['{"file":null}', '{"file":[]}', "{}", '{"file":{}}'])(
    "%s is no answer of this API",
    async (body) => {
      const { platform } = bench("minimax-global", { body, headers: { "trace-id": "t1" } });
      await expect(platform.retrieve("7")).rejects.toMatchObject({
        name: "PlatformError",
        reason: "notThePlatform",
        status: 200,
        requestId: "t1",
        retryable: false,
      });
    },
  );
});

describe("list", () => {
  test("asks for one purpose where one is given", async () => {
    const { platform, lines } = bench("minimax-global", json({ files: [{ file_id: 1 }], base_resp: ok }));
    expect(await platform.list({ purpose: "voice_clone" })).toHaveLength(1);
    expect(lines()).toEqual(["GET /v1/files/list?purpose=voice_clone"]);
  });

  test("asks purpose by purpose where the platform insists on one, and remembers that", async () => {
    const { platform, lines } = bench(
      "minimax-global",
      refusal(2013, "invalid params, purpose is required"),
      json({ files: [{ file_id: 1 }, { file_id: 2 }], base_resp: ok }),
      json({ files: [{ file_id: 2 }], base_resp: ok }),
      json({ files: null, base_resp: ok }),
      refusal(2013, "unknown purpose"),
      refusal(2013, "unknown purpose"),
      json({ files: [{ file_id: 3 }], base_resp: ok }),
      ...Array.from({ length: 6 }, () => json({ files: [], base_resp: ok })),
    );
    expect((await platform.list()).map(({ id }) => id)).toEqual(["1", "2", "3"]);
    expect(lines()).toEqual([
      "GET /v1/files/list",
      "GET /v1/files/list?purpose=voice_clone",
      "GET /v1/files/list?purpose=prompt_audio",
      "GET /v1/files/list?purpose=t2a_async_input",
      "GET /v1/files/list?purpose=video_generation_input",
      "GET /v1/files/list?purpose=retrieval",
      "GET /v1/files/list?purpose=t2a_async",
    ]);
    expect(await platform.list()).toEqual([]);
    expect(lines()).toHaveLength(13);
  });

  test("a platform that refuses every purpose has its first word passed on", async () => {
    const { platform } = bench(
      "minimax-global",
      ...Array.from({ length: 6 }, () => refusal(2013, "first")),
      refusal(2013, "last"),
    );
    await expect(platform.list()).rejects.toMatchObject({ reason: "invalidParameters", message: "first" });
  });

  test("an error in the middle is not taken for a shorter list", async () => {
    const { platform } = bench(
      "minimax-global",
      refusal(2013),
      json({ files: [{ file_id: 1 }] }),
      refusal(1004),
    );
    await expect(platform.list()).rejects.toMatchObject({ reason: "unauthorized" });
  });
});

describe("queryTask", () => {
  test("asks each kind at its own endpoint, and reads the file's id", async () => {
    const { platform, lines } = bench(
      "minimax-global",
      json({ task_id: "1", status: "Success", file_id: largestId, base_resp: ok }),
      {
        body: `{"task_id":95157322514444,"status":"Success","file_id":${largestId},"base_resp":{"status_code":0}}`,
      },
    );
    expect(await platform.queryTask("video", "1")).toMatchObject({ phase: "succeeded", fileId: largestId });
    expect(await platform.queryTask("speech", "2")).toMatchObject({ phase: "succeeded", fileId: largestId });
    expect(lines()).toEqual([
      "GET /v1/query/video_generation?task_id=1",
      "GET /v1/query/t2a_async_query_v2?task_id=2",
    ]);
  });

  test("a failed task is a state with a reason, not an error of the query", async () => {
    const failed = {
      status: "Fail",
      file_id: "",
      base_resp: { status_code: 1026, status_msg: "input\u0000 sensitive" },
    };
    const { platform } = bench("minimax-global", json(failed, { "trace-id": "t1" }));
    expect(await platform.queryTask("video", "1")).toMatchObject({
      phase: "failed",
      failure: "input sensitive",
      fileId: undefined,
      requestId: "t1",
    });
  });

  test("a watcher's query is made once, whatever comes of it: the watcher has a plan of its own", async () => {
    const { platform, http } = bench("minimax-global", refusal(1002), { status: 503, body: "" });
    await expect(platform.queryTask("video", "1", { once: true })).rejects.toMatchObject({
      reason: "rateLimited",
    });
    await expect(platform.queryTask("speech", "1", { once: true })).rejects.toMatchObject({
      reason: "serverFault",
    });
    expect(http.requests).toHaveLength(2);
  });

  test("a refused query is an error", async () => {
    const { platform } = bench(
      "minimax-global",
      refusal(1004),
      refusal(2013, "task not found"),
      json({ base_resp: ok }),
    );
    await expect(platform.queryTask("video", "1")).rejects.toMatchObject({ reason: "unauthorized" });
    await expect(platform.queryTask("video", "1")).rejects.toMatchObject({ reason: "notFound" });
    await expect(platform.queryTask("video", "1")).rejects.toMatchObject({ reason: "notThePlatform" });
  });
});

describe("validate", () => {
  test("lists where there is a list", async () => {
    const { platform, lines } = bench("minimax-global", json({ files: [] }));
    await platform.validate();
    expect(lines()).toEqual(["GET /v1/files/list?purpose=prompt_audio"]);
  });

  test("asks a gateway for its models, which is free", async () => {
    const { platform, lines, paid } = bench("cometapi", json({ data: [] }));
    await platform.validate();
    expect([lines(), paid]).toEqual([["GET /v1/models"], []]);
  });

  test("asks a custom server for its models where it has no list", async () => {
    const { platform, lines } = bench(
      "custom",
      { status: 404, body: "404 page not found" },
      json({ data: [] }),
    );
    await platform.validate();
    expect(lines()).toEqual(["GET /v1/files/list?purpose=prompt_audio", "GET /v1/models"]);
  });

  test("takes a quarrel about the parameters for an accepted key", async () => {
    await expect(bench("minimax-global", refusal(2013)).platform.validate()).resolves.toBeUndefined();
  });

  test.each([1004, 2049])("rejects a refused key and keeps the code %i apart", async (code) => {
    await expect(bench("minimax-global", refusal(code)).platform.validate()).rejects.toMatchObject({
      reason: "unauthorized",
      code: String(code),
    });
  });
});

describe("repetition", () => {
  const reset = { fail: new NetworkError("reset", "api.minimax.io") };

  test("an idempotent call is repeated after an accident and a fault, with the key of the moment", async () => {
    const { platform, http, clock } = benchWith(
      { provider: "minimax-global", keys: ["first-key", "second-key", "third-key"] },
      reset,
      refusal(1013),
      json({ files: [] }),
    );
    const outcome = platform.list();
    await settle();
    expect(http.requests).toHaveLength(1);
    await clock.advance(250);
    expect(http.requests).toHaveLength(2);
    await clock.advance(500);
    expect(await outcome).toEqual([]);
    expect(http.requests.map(({ request }) => request.headers?.["authorization"])).toEqual([
      "Bearer first-key",
      "Bearer second-key",
      "Bearer third-key",
    ]);
  });

  test("the third failure is the answer", async () => {
    const { platform, http, clock } = bench("minimax-global", reset, reset, refusal(1000, "third"));
    const outcome = expect(platform.list()).rejects.toMatchObject({
      reason: "serverFault",
      message: "third",
    });
    await clock.advance(60_000);
    await outcome;
    expect(http.requests).toHaveLength(3);
  });

  test("Retry-After is waited for", async () => {
    const { platform, http, clock } = bench(
      "minimax-global",
      { status: 429, headers: { "retry-after": "30" }, body: "{}" },
      json({ files: [] }),
    );
    const outcome = platform.list();
    await clock.advance(30_000);
    expect(http.requests).toHaveLength(1);
    await clock.advance(250);
    expect(await outcome).toEqual([]);
  });

  test.each<[string, (platform: Platform) => Promise<unknown>]>([
    ["upload", (platform) => platform.upload({ filename: "a", purpose: "p", body: bodyOf("x") })],
    ["delete", (platform) => platform.delete("7", "p")],
  ])("%s is sent once, whatever happens", async (_name, act) => {
    for (const step of [reset, refusal(1002), { fail: new NetworkError("reset", "h", { sent: false }) }]) {
      const { platform, http, clock } = bench("minimax-global", step);
      const outcome = expect(act(platform)).rejects.toThrow();
      await clock.advance(60_000);
      await outcome;
      expect(http.requests).toHaveLength(1);
    }
  });

  test("a redirect is an error, not a journey", async () => {
    const { platform, http } = bench("minimax-global", {
      status: 302,
      headers: { location: "https://evil.example/" },
    });
    await expect(platform.list()).rejects.toMatchObject({ reason: "redirected" });
    expect(http.requests).toHaveLength(1);
  });
});

describe("paid calls", () => {
  const price = { operation: "retrieve", dollars: 0.004, at: 1_000_000 };

  test("each is told once, with what came of it", async () => {
    const { platform, paid } = bench("cometapi", fileAnswer("7"), refusal(2013, "file not found"));
    await platform.retrieve("7");
    await expect(platform.retrieve("8")).rejects.toMatchObject({ reason: "notFound" });
    expect(paid).toEqual([
      { ...price, outcome: "answered" },
      { ...price, outcome: "refused" },
    ]);
  });

  test("one that broke off after it was sent is told and not repeated", async () => {
    const { platform, http, paid } = bench("cometapi", {
      fail: new NetworkError("reset", "h", { sent: true }),
    });
    await expect(platform.retrieve("7")).rejects.toMatchObject({ reason: "reset" });
    expect([http.requests.length, paid]).toEqual([1, [{ ...price, outcome: "unknown" }]]);
  });

  test("one that never left is repeated and not told", async () => {
    const { platform, clock, paid } = bench(
      "cometapi",
      { fail: new NetworkError("reset", "h", { sent: false }) },
      fileAnswer("7"),
    );
    const outcome = platform.retrieve("7");
    await clock.advance(250);
    await outcome;
    expect(paid).toEqual([{ ...price, at: 1_000_250, outcome: "answered" }]);
  });

  test("one turned away for its rate is repeated, and both are told", async () => {
    const { platform, clock, paid } = bench("cometapi", { status: 429, body: "{}" }, fileAnswer("7"));
    const outcome = platform.retrieve("7");
    await clock.advance(250);
    await outcome;
    expect(paid.map(({ outcome: each }) => each)).toEqual(["refused", "answered"]);
  });

  test("a fault of the gateway is not paid for twice", async () => {
    const { platform, http } = bench("cometapi", { status: 500, body: "" });
    await expect(platform.retrieve("7")).rejects.toMatchObject({ reason: "serverFault" });
    expect(http.requests).toHaveLength(1);
  });

  test("free calls are not told", async () => {
    const { platform, paid } = bench("cometapi", json({ status: "Processing" }));
    await platform.queryTask("video", "1");
    expect(paid).toEqual([]);
  });
});

describe("ends", () => {
  test("a cancellation reaches the exchange and comes back as it is, unlogged", async () => {
    const { platform, logged } = bench("minimax-global", "hang");
    const controller = new AbortController();
    const outcome = platform.list({ signal: controller.signal });
    const cancelled = new CancelledError();
    await settle();
    controller.abort(cancelled);
    await expect(outcome).rejects.toBe(cancelled);
    expect(logged).toEqual([]);
  });

  test("a cancellation ends a wait for the next attempt", async () => {
    const { platform, http } = bench("minimax-global", refusal(1002));
    const controller = new AbortController();
    const outcome = platform.list({ signal: controller.signal });
    const cancelled = new CancelledError();
    await settle();
    controller.abort(cancelled);
    await expect(outcome).rejects.toBe(cancelled);
    expect(http.requests).toHaveLength(1);
  });

  test("a call cancelled before it began sends nothing and costs nothing", async () => {
    const { platform, http, paid } = bench("cometapi");
    await expect(platform.retrieve("7", { signal: AbortSignal.abort(new CancelledError()) })).rejects.toThrow(
      CancelledError,
    );
    expect([http.requests, paid]).toEqual([[], []]);
  });

  test("a server that drips is left after two minutes, as a timeout", async () => {
    const { platform, clock } = bench("cometapi", "hang");
    const outcome = expect(platform.retrieve("7")).rejects.toMatchObject({
      name: "NetworkError",
      reason: "timeout",
    });
    await clock.advance(120_000);
    await outcome;
  });

  test("an answer that announces more than 64 MiB is not read", async () => {
    const { platform, http } = bench("minimax-global", {
      headers: { "content-length": String(64 * 1024 * 1024 + 1) },
      body: "{}",
    });
    await expect(platform.list()).rejects.toMatchObject({ name: "NetworkError", reason: "tooLarge" });
    expect(http.requests).toHaveLength(1);
  });

  test("a server gets three minutes to check an upload, and half a minute for any other answer", async () => {
    const { platform, http } = bench("minimax-global", fileAnswer("7"), fileAnswer("7"));
    await platform.upload({ filename: "a", purpose: "p", body: bodyOf("x") });
    await platform.retrieve("7");
    expect(http.requests.map(({ request }) => request.timeouts)).toEqual([
      { connect: 15_000, headers: 180_000, body: 30_000 },
      { connect: 15_000, headers: 30_000, body: 30_000 },
    ]);
  });

  test("an upload may take as long as it goes on", async () => {
    const { platform, clock } = bench("minimax-global", "hang");
    const controller = new AbortController();
    const outcome = platform.upload(
      { filename: "a", purpose: "p", body: bodyOf("x") },
      { signal: controller.signal },
    );
    let ended = false;
    const watched = outcome.catch(() => {
      ended = true;
    });
    await clock.advance(24 * 3_600_000);
    expect(ended).toBe(false);
    controller.abort(new CancelledError());
    await watched;
  });
});

test("the log has what a bug report needs: outcome, request id and repetition, and no part of the URL", async () => {
  const { platform, clock, logged } = bench(
    "minimax-global",
    json({ base_resp: { status_code: 1002, status_msg: "slow down" } }, { "trace-id": "trace-1" }),
    { fail: new NetworkError("reset", "h", { sent: true }) },
    fileAnswer("7", ',"bytes":3'),
  );
  await clock.passUntil(platform.retrieve("7"));
  expect(logged).toEqual([
    "retrieve: HTTP 200, rateLimited, code 1002, request trace-1 after 0 ms",
    "retrieve: again in 250 ms",
    `retrieve: ${new NetworkError("reset", "h").message}`,
    "retrieve: again in 500 ms",
    "retrieve: ok after 0 ms",
  ]);
});

test("neither the key nor a signature gets into a log line or an error, whatever a server repeats", async () => {
  const echo = `you sent ${key} and https://a.example/b?Signature=canary-signature`;
  const steps: Step[] = [
    refusal(7777, echo),
    json({ error: { message: echo, code: key } }),
    { status: 400, body: echo },
    { status: 400, body: `<title>${echo}</title>` },
    { status: 302, headers: { location: `https://a.example/?${echo}` } },
    { status: 400, body: "{}", headers: { "trace-id": key } },
    { body: `{"file":{"file_id":1,"download_url":"${echo}"}` },
    { fail: new NetworkError("reset", "h", { sent: true }) },
    { fail: new TypeError(echo) },
  ];
  for (const step of steps) {
    const { platform, logged } = bench("cometapi", step);
    const error: unknown = await platform.retrieve("7").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(logged).not.toEqual([]);
    const told = [...logged, ...(PlatformError.is(error) ? [JSON.stringify(error), error.message] : [])].join(
      "\n",
    );
    expect(told).not.toContain("canary");
  }
});
