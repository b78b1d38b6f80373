import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeEnvelope, type Answer } from "../../../src/platform/envelope.ts";
import type { PlatformError, PlatformReason } from "../../../src/platform/platformError.ts";
import { redactShapes } from "../../../src/shared/redact.ts";
import { anyText } from "../../support/anyText.ts";

const now = Date.parse("2026-01-31T12:00:00Z");
const context = { now, redact: redactShapes };

function answer(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, text, header: (name) => headers[name] };
}

function refusal(status: number, text: string, headers?: Readonly<Record<string, string>>): PlatformError {
  const envelope = decodeEnvelope(answer(status, text, headers), context);
  if (envelope.ok) {
    throw new Error("The answer was taken for a success");
  }
  return envelope.error;
}

function baseResp(code: number | string, message: string): string {
  return JSON.stringify({ base_resp: { status_code: code, status_msg: message } });
}

function gateway(message: string, code: string | number | null, type = "comet_api_error"): string {
  return JSON.stringify({ error: { message, type, param: "", code } });
}

type Verdict = readonly [reason: PlatformReason, retryable: boolean];

describe("base_resp, which comes with HTTP 200", () => {
  const codes: readonly (readonly [number, ...Verdict])[] = [
    [1000, "serverFault", true],
    [1001, "serverFault", true],
    [1002, "rateLimited", true],
    [1004, "unauthorized", false],
    [1008, "balance", false],
    [1013, "serverFault", true],
    [1024, "serverFault", true],
    [1026, "sensitive", false],
    [1027, "sensitive", false],
    [1028, "quota", false],
    [1030, "quota", false],
    [1033, "serverFault", true],
    [1039, "rateLimited", true],
    [1041, "rateLimited", true],
    [1042, "invalidParameters", false],
    [1043, "invalidParameters", false],
    [1044, "invalidParameters", false],
    [2013, "invalidParameters", false],
    [20132, "invalidParameters", false],
    [2037, "invalidParameters", false],
    [2038, "forbidden", false],
    [2039, "invalidParameters", false],
    [2042, "forbidden", false],
    [2045, "rateLimited", true],
    [2048, "invalidParameters", false],
    [2049, "unauthorized", false],
    [2056, "quota", false],
    [2061, "forbidden", false],
    [7777, "unknown", false],
  ];

  test.each(codes)("code %i means %s, retryable: %s", (code, reason, retryable) => {
    const error = refusal(200, baseResp(code, "some words"));
    expect(error).toMatchObject({
      reason,
      retryable,
      status: 200,
      code: String(code),
      message: "some words",
    });
    // Gateways between us and the platform turn numbers into strings, and 200 into what they like.
    expect(refusal(200, baseResp(String(code), "some words"))).toMatchObject({ reason, retryable });
  });

  test("a refused code counts also where the HTTP status says more", () => {
    expect(refusal(400, baseResp(2013, "invalid params"))).toMatchObject({ reason: "invalidParameters" });
    expect(refusal(401, baseResp(2049, "invalid api key"))).toMatchObject({
      reason: "unauthorized",
      code: "2049",
    });
    expect(refusal(429, baseResp(7777, "new code"))).toMatchObject({ reason: "rateLimited", code: "7777" });
  });

  test.each(["invalid params, file not found", "file does not exist", "文件不存在", "no such task"])(
    "2013 with %j means that the file or task is not there",
    (words) => {
      expect(refusal(200, baseResp(2013, words))).toMatchObject({ reason: "notFound", code: "2013" });
    },
  );

  test("code 0 is a success, with the body and the request id", () => {
    const text =
      '{"file":{"file_id":9223372036854775807},"base_resp":{"status_code":0,"status_msg":"success"}}';
    expect(decodeEnvelope(answer(200, text, { "trace-id": "abc" }), context)).toMatchObject({
      ok: true,
      value: { file: { file_id: "9223372036854775807" } },
      requestId: "abc",
    });
  });

  test("an HTTP error beats code 0", () => {
    expect(refusal(500, baseResp(0, "success"))).toMatchObject({ reason: "serverFault", retryable: true });
  });

  test("a body without base_resp is a success where HTTP says so", () => {
    expect(decodeEnvelope(answer(200, '{"files":[]}'), context)).toMatchObject({ ok: true });
  });

  test("an error keeps the whole body: a failed task states its case beside it", () => {
    const text = '{"status":"Fail","base_resp":{"status_code":1026,"status_msg":"sensitive"}}';
    expect(decodeEnvelope(answer(200, text), context)).toMatchObject({ ok: false, body: { status: "Fail" } });
  });
});

describe("a gateway's error object", () => {
  const answers: readonly (readonly [status: number, body: string, ...Verdict])[] = [
    [400, gateway("bad id", "invalid_request"), "invalidParameters", false],
    [401, gateway("invalid token", "invalid_request"), "unauthorized", false],
    [401, gateway("bad key", "invalid_api_key", "invalid_request_error"), "unauthorized", false],
    [402, gateway("pay first", ""), "balance", false],
    [403, gateway("no access", ""), "forbidden", false],
    [403, gateway("quota", "insufficient_user_quota"), "balance", false],
    [404, gateway("no such thing", ""), "notFound", false],
    [404, gateway("Invalid URL (GET /v1/files/list)", "", "invalid_request_error"), "notOffered", false],
    [429, gateway("slow down", "invalid_request"), "rateLimited", true],
    [429, gateway("quota", "insufficient_quota"), "balance", false],
    [500, gateway("file_id is required", "invalid_request"), "invalidParameters", false],
    [500, gateway("invalid params, file not found", "invalid_request"), "notFound", false],
    [500, gateway("boom", ""), "serverFault", true],
    [500, gateway("not implemented", "invalid_request"), "notOffered", false],
    [502, gateway("bad gateway", "bad_response"), "serverFault", true],
    [503, gateway("file_id is required", "invalid_request"), "invalidParameters", false],
    [503, gateway("no such model", "model_not_found"), "notOffered", false],
    [503, gateway("No available channel for model minimax-files", "model_not_found"), "notOffered", false],
    [503, gateway("No available channel", null), "notOffered", false],
    [503, gateway("overloaded", null), "serverFault", true],
    [504, gateway("upstream timed out", "invalid_request"), "serverFault", true],
    [200, gateway("hidden in a success", "invalid_request"), "invalidParameters", false],
    [400, '{"error":"plain words"}', "invalidParameters", false],
  ];

  test.each(answers)("HTTP %i %s means %s, retryable: %s", (status, body, reason, retryable) => {
    expect(refusal(status, body)).toMatchObject({ reason, retryable, status });
  });

  test("a numeric code is kept as text", () => {
    expect(refusal(400, gateway("bad", 40012))).toMatchObject({ code: "40012" });
  });

  test("an error that is null is no error", () => {
    expect(decodeEnvelope(answer(200, '{"error":null,"files":[]}'), context).ok).toBe(true);
  });
});

describe("other errors in JSON", () => {
  test.each<readonly [string, PlatformReason, boolean]>([
    ["authorized_error", "unauthorized", false],
    ["bad_request_error", "invalidParameters", false],
    ["rate_limit_error", "rateLimited", true],
    ["insufficient_balance_error", "balance", false],
    ["overloaded_error", "serverFault", true],
    ["server_error", "serverFault", true],
    ["not_found_error", "notFound", false],
    ["permission_error", "forbidden", false],
  ])('{"type":"error"} of type %s means %s', (type, reason, retryable) => {
    const body = { type: "error", error: { type, message: "words" }, request_id: "req-1" };
    expect(refusal(400, JSON.stringify(body))).toMatchObject({
      reason,
      retryable,
      message: "words",
      code: type,
      requestId: "req-1",
    });
  });

  test("http_code counts where the HTTP status is 200", () => {
    const body = { type: "error", error: { type: "new_error", message: "no", http_code: "401" } };
    expect(refusal(200, JSON.stringify(body))).toMatchObject({ reason: "unauthorized", status: 200 });
  });

  test.each<readonly [number, string, PlatformReason]>([
    [404, '{"detail":"Not Found"}', "notThePlatform"],
    [403, '{"message":"Forbidden"}', "forbidden"],
    [200, '{"success":false,"message":"no"}', "unknown"],
    [400, '{"code":"invalid_request","message":"no","data":null}', "invalidParameters"],
    [418, "{}", "invalidParameters"],
  ])("HTTP %i %s means %s", (status, body, reason) => {
    expect(refusal(status, body).reason).toBe(reason);
  });

  test.each(["[]", "1", '"ok"', "null", "true"])(
    "JSON that is no object, %s, is no answer of this API",
    (body) => {
      expect(refusal(200, body).reason).toBe("notThePlatform");
    },
  );
});

describe("an answer that is no JSON", () => {
  const html = "<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>";
  const xml =
    '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired.</Message><RequestId>5F3</RequestId></Error>';

  test.each<readonly [number, string, ...Verdict, string]>([
    [200, "", "notThePlatform", false, "an empty answer"],
    [204, "", "notThePlatform", false, "an empty answer"],
    [200, "  \n", "notThePlatform", false, "an empty answer"],
    [200, html, "notThePlatform", false, 'a web page, "Sign in"'],
    [200, "<html></html>", "notThePlatform", false, "a web page"],
    [200, xml, "notThePlatform", false, "AccessDenied: Request has expired."],
    [200, "hello", "notThePlatform", false, "hello"],
    [200, '{"file":{"file_id":1', "notThePlatform", false, "JSON that is cut off or not of this API"],
    [200, "{".repeat(5000), "notThePlatform", false, "JSON that is cut off or not of this API"],
    [401, html, "unauthorized", false, 'a web page, "Sign in"'],
    [403, html, "forbidden", false, 'a web page, "Sign in"'],
    [403, xml, "forbidden", false, "AccessDenied: Request has expired."],
    [404, html, "notThePlatform", false, 'a web page, "Sign in"'],
    [404, "", "notThePlatform", false, "an empty answer"],
    [404, "404 page not found", "notOffered", false, "404 page not found"],
    [404, "404 page not found\n", "notOffered", false, "404 page not found"],
    [405, "Method Not Allowed", "notOffered", false, "Method Not Allowed"],
    [407, html, "notThePlatform", false, 'a web page, "Sign in"'],
    [408, "", "serverFault", true, "an empty answer"],
    [410, "gone", "notFound", false, "gone"],
    [413, html, "invalidParameters", false, 'a web page, "Sign in"'],
    [429, html, "rateLimited", true, 'a web page, "Sign in"'],
    [500, "", "serverFault", true, "an empty answer"],
    [501, "no", "notOffered", false, "no"],
    [
      502,
      "<html><title>502 Bad Gateway</title></html>",
      "serverFault",
      true,
      'a web page, "502 Bad Gateway"',
    ],
    [503, "upstream connect error", "serverFault", true, "upstream connect error"],
    [504, "", "serverFault", true, "an empty answer"],
    [511, html, "notThePlatform", false, 'a web page, "Sign in"'],
  ])("HTTP %i %j means %s, retryable: %s", (status, text, reason, retryable, message) => {
    expect(refusal(status, text)).toMatchObject({ reason, retryable, status, message });
  });

  test("the code and request id of an object store's XML are kept", () => {
    expect(refusal(403, xml)).toMatchObject({ code: "AccessDenied", requestId: "5F3" });
  });
});

describe("a redirect", () => {
  test.each([301, 302, 303, 307, 308])("HTTP %i is refused, whatever its body says", (status) => {
    const headers = { location: "https://evil.example/path?token=canary" };
    const error = refusal(status, '{"base_resp":{"status_code":0}}', headers);
    expect(error).toMatchObject({ reason: "redirected", retryable: false });
    expect(error.message).toBe(`HTTP ${status} to https://evil.example`);
  });

  test("a relative or missing target is no trouble", () => {
    expect(refusal(302, "", { location: "/login" }).message).toBe("HTTP 302");
    expect(refusal(302, "").message).toBe("HTTP 302");
  });
});

describe("the request id", () => {
  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ["Trace-Id", { "trace-id": "a1" }, "{}"],
    ["minimax-request-id", { "minimax-request-id": "a1" }, "{}"],
    ["X-Oneapi-Request-Id", { "x-oneapi-request-id": "a1" }, "{}"],
    ["request_id", {}, '{"request_id":"a1"}'],
    ["the message", {}, gateway("bad (request id: a1)", "invalid_request")],
    ["plain text", {}, "upstream error (request id: a1)"],
  ])("is found in %s", (_place, headers, body) => {
    expect(refusal(500, body, headers).requestId).toBe("a1");
  });

  test("is cut down to plain characters", () => {
    const requestId = refusal(500, "{}", { "trace-id": `\u202Ea\u00071${"x".repeat(500)}` }).requestId;
    expect(requestId).toMatch(/^a1x{126}$/);
  });
});

describe("Retry-After", () => {
  test.each([
    ["5", 5],
    ["0", 0],
    ["Sat, 31 Jan 2026 12:00:30 GMT", 30],
    ["Saturday, 31-Jan-26 12:00:30 GMT", 30],
    ["Sat, 31 Jan 2026 11:00:00 GMT", 0],
    ["soon", undefined],
    ["-5", undefined],
    ["1.5", undefined],
    ["", undefined],
    ["9".repeat(400), undefined],
  ])("%j is %s seconds", (header, seconds) => {
    expect(refusal(429, "{}", { "retry-after": header }).retryAfter).toBe(seconds);
  });
});

describe("the server's words", () => {
  test("lose control and direction characters, line breaks and surplus space", () => {
    expect(refusal(200, baseResp(1, "a\u0000\u001B[31mb\r\n\u202Ec\u2066  d\u200B"))).toMatchObject({
      message: "a [31mb c d",
    });
  });

  test("are cut to 300 characters, and never through one", () => {
    expect(refusal(200, baseResp(1, "x".repeat(300))).message).toBe("x".repeat(300));
    expect(refusal(200, baseResp(1, "x".repeat(301))).message).toBe(`${"x".repeat(299)}…`);
    expect(refusal(200, baseResp(1, `${"x".repeat(298)}😀😀`)).message).toBe(`${"x".repeat(298)}…`);
  });

  test("lose keys and the signatures of links, also where the cut would fall into one", () => {
    const message = `${"x".repeat(280)} https://a.example/b?Signature=canary sk-canary-canary`;
    expect(refusal(200, baseResp(1, message)).message).not.toContain("canary");
    expect(refusal(200, baseResp(1, `${"x".repeat(295)} sk-canarycanary`)).message).not.toContain("sk-");
  });

  test("are replaced by the status where there are none", () => {
    expect(refusal(500, "{}").message).toBe("HTTP 500");
  });
});

test("any text with any status gives a value or a clean error, and never throws", () => {
  const anything = fc.jsonValue({ maxDepth: 1 });
  const status = fc.integer({ min: 200, max: 599 });
  const json = fc.record(
    {
      base_resp: fc.oneof(
        anything,
        fc.record({ status_code: anything, status_msg: anything }, { requiredKeys: [] }),
      ),
      error: fc.oneof(
        anything,
        fc.record({
          message: anything,
          code: anything,
          type: anything,
          http_code: anything,
        }),
      ),
      request_id: anything,
      files: anything,
      ["__proto__"]: anything,
    },
    { requiredKeys: [] },
  );
  const text = fc.oneof(
    anyText,
    fc.json(),
    json.map((value) => JSON.stringify(value)),
    json.chain((value) => fc.nat(200).map((end) => JSON.stringify(value).slice(0, end))),
  );
  fc.assert(
    fc.property(status, text, fc.string(), (code, body, header) => {
      const envelope = decodeEnvelope({ status: code, text: body, header: () => header }, context);
      if (!envelope.ok) {
        expect(envelope.error.message.length).toBeGreaterThan(0);
        expect(envelope.error.message.length).toBeLessThanOrEqual(300);
        expect(envelope.error.message).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      }
    }),
    { numRuns: 1000 },
  );
});
