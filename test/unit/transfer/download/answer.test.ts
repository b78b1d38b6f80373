import { describe, expect, it } from "vitest";
import { judge } from "../../../../src/transfer/download/answer.ts";
import type { Ask, Content } from "../../../../src/transfer/download/answer.ts";
import { headOf } from "../../../support/responseHead.ts";

const now = Date.parse("2026-11-23T07:00:00Z");
const whole: Ask = { kind: "whole", expectedSize: undefined };
const content: Content = { total: 100, validator: { kind: "strong", tag: '"a"' } };
const part: Ask = { kind: "part", content, start: 40, end: 100, conditional: true, compared: false };
const partHeaders = { etag: '"a"', "content-length": "60", "content-range": "bytes 40-99/100" };

describe("judge, asked for the whole file,", () => {
  it.each<[string, number, Record<string, string>, object]>([
    [
      "takes what it gets",
      200,
      { "content-length": "5", etag: '"a"' },
      { kind: "accepted", content: { total: 5, validator: { kind: "strong", tag: '"a"' } }, end: 5 },
    ],
    [
      "takes a marked end for a length",
      200,
      { "transfer-encoding": "chunked" },
      { kind: "accepted", content: { total: undefined, validator: { kind: "none" } }, end: undefined },
    ],
    ["refuses an end that nothing marks", 200, {}, { kind: "refused", error: { reason: "unknownLength" } }],
    [
      "refuses a compressed body",
      200,
      { "content-length": "5", "content-encoding": "br" },
      { kind: "refused", error: { reason: "encodedBody" } },
    ],
    [
      "takes an encoding that is none",
      200,
      { "content-length": "5", "content-encoding": "Identity" },
      { kind: "accepted" },
    ],
    ["refuses a part", 206, partHeaders, { kind: "refused", error: { reason: "refusedByServer" } }],
    ["refuses an answer without a body", 204, {}, { kind: "refused", error: { reason: "refusedByServer" } }],
    ["knows an ended link", 403, {}, { kind: "expired", status: 403 }],
    ["knows a redirect", 307, { location: "/x" }, { kind: "redirected", location: "/x" }],
    ["reads Retry-After in seconds", 429, { "retry-after": "7" }, { kind: "busy", status: 429, wait: 7000 }],
    [
      "reads Retry-After as a date",
      503,
      { "retry-after": "Mon, 23 Nov 2026 07:00:09 GMT" },
      { kind: "busy", wait: 9000 },
    ],
    ["can do without Retry-After", 502, { "retry-after": "soon" }, { kind: "busy", wait: undefined }],
    [
      "refuses what it does not know",
      418,
      {},
      { kind: "refused", error: { reason: "refusedByServer", status: 418 } },
    ],
  ])("%s", (_, status, headers, verdict) => {
    expect(judge(whole, headOf(status, headers), now)).toMatchObject(verdict);
  });

  it("refuses another size than the platform's", () => {
    const ask: Ask = { kind: "whole", expectedSize: 6 };
    expect(judge(ask, headOf(200, { "content-length": "5" }), now)).toMatchObject({
      error: { reason: "sizeMismatch" },
    });
  });
});

describe("judge, asked for a part,", () => {
  it.each<[string, number, Record<string, string>, string]>([
    ["takes exactly that part", 206, partHeaders, "accepted"],
    ["takes less than asked for", 206, { etag: '"a"', "content-range": "bytes 40-59/100" }, "accepted"],
    [
      "takes a total that the server does not know",
      206,
      { ...partHeaders, "content-range": "bytes 40-99/*" },
      "accepted",
    ],
    ["sees another start", 206, { ...partHeaders, "content-range": "bytes 39-98/100" }, "rangeIgnored"],
    ["sees a missing range", 206, { etag: '"a"' }, "rangeIgnored"],
    [
      "sees a length that contradicts the range",
      206,
      { ...partHeaders, "content-length": "61" },
      "rangeIgnored",
    ],
    ["sees another total", 206, { ...partHeaders, "content-range": "bytes 40-99/101" }, "changed"],
    ["sees another tag", 206, { ...partHeaders, etag: '"b"' }, "changed"],
    ["asks for proof without a tag", 206, { "content-range": "bytes 40-99/100" }, "unproven"],
    ["sees changed content in a whole answer", 200, { etag: '"b"', "content-length": "100" }, "changed"],
    ["sees another size in a whole answer", 200, { etag: '"a"', "content-length": "101" }, "changed"],
    [
      "sees that If-Range is not understood",
      200,
      { etag: '"a"', "content-length": "100" },
      "conditionIgnored",
    ],
    ["sees a failed precondition", 412, {}, "changed"],
    ["sees that the content is shorter now", 416, { "content-range": "bytes */30" }, "changed"],
  ])("%s", (_, status, headers, kind) => {
    expect(judge(part, headOf(status, headers), now).kind).toBe(kind);
  });

  it("sees that ranges are not understood once If-Range is out of the way", () => {
    const head = headOf(200, { etag: '"a"', "content-length": "100" });
    expect(judge({ ...part, conditional: false }, head, now).kind).toBe("rangeIgnored");
  });

  it("takes an answer without proof when its bytes will be compared", () => {
    const head = headOf(206, { "content-range": "bytes 40-99/100" });
    expect(judge({ ...part, compared: true }, head, now)).toMatchObject({ kind: "accepted", end: 100 });
  });

  it("learns the size from a part when it was unknown", () => {
    const ask: Ask = { ...part, content: { ...content, total: undefined }, end: undefined };
    expect(judge(ask, headOf(206, partHeaders), now)).toMatchObject({ content: { total: 100 } });
  });

  it("learns that nothing is missing when the size was unknown", () => {
    const ask: Ask = { ...part, content: { ...content, total: undefined }, start: 100, end: undefined };
    const head = headOf(416, { "content-range": "bytes */100" });
    expect(judge(ask, head, now)).toEqual({ kind: "complete", content });
    expect(judge({ ...ask, compared: true }, head, now).kind).toBe("changed");
  });
});
