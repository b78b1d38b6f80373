import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { Answer } from "../exchange/answer.ts";
import { answer, withDelivery, withHeaders } from "../exchange/answer.ts";
import { emptyBody, textBody } from "../exchange/body.ts";
import type { LinkRequest } from "../links/linkRequest.ts";
import { expiredAnswer } from "../links/xmlErrors.ts";
import type { LinkFault } from "./fault.ts";
import { htmlPage, throttled } from "./shared.ts";

/** What a fault does to one request for bytes. */
export type LinkEffect =
  /** The file is not looked at; this is the answer. */
  | { readonly instead: Answer }
  /** The host takes the request for another one. */
  | { readonly ask: (request: LinkRequest) => LinkRequest }
  /** The answer is changed. */
  | { readonly change: (plain: Answer) => Answer };

export function linkEffect(fault: LinkFault): LinkEffect {
  switch (fault.kind) {
    case "latency":
      return { change: (plain) => withDelivery(plain, { delay: fault.milliseconds }) };
    case "throttle":
      return { change: (plain) => withDelivery(plain, { pace: throttled(fault.bytesPerSecond) }) };
    case "drip":
      return { change: (plain) => withDelivery(plain, { pace: fault }) };
    case "down": // The listener is closed: no request gets here.
      return { change: (plain) => plain };
    case "expired":
      return { instead: expiredAnswer() };
    case "stall":
    case "reset":
    case "finish":
      return { change: (plain) => withDelivery(plain, { cut: { at: fault.afterBytes, by: fault.kind } }) };
    case "ignoreRange":
      return { ask: (request) => ({ ...request, range: undefined }) };
    case "brokenIfRange":
      return {
        ask: (request) => ({ ...request, range: request.ifRange === undefined ? request.range : undefined }),
      };
    case "wrongContentRange":
      return { change: (plain) => shiftContentRange(plain, fault.by ?? 1) };
    case "etag":
      return { ask: (request) => ({ ...request, etag: fault.etag }) };
    case "changed":
      return { ask: (request) => ({ ...request, changed: fault.silently === true ? "silent" : "seen" }) };
    case "resized":
      return { ask: (request) => ({ ...request, resizedBy: fault.by }) };
    case "gzip":
      return { change: gzipped };
    case "status":
      return { instead: withHeaders(answer(fault.status, {}, textBody("sandbox fault")), retryAfter(fault)) };
    case "redirect":
      return { instead: answer(fault.status ?? 302, { location: fault.to }, emptyBody) };
    case "html":
      return { instead: htmlPage(200) };
  }
}

function retryAfter({ retryAfter: wish }: { readonly retryAfter?: number | string }): Record<string, string> {
  return wish === undefined ? {} : { "retry-after": String(wish) };
}

function shiftContentRange(plain: Answer, by: number): Answer {
  const range = /^bytes (\d+)-(\d+)\/(.+)$/.exec(plain.headers["content-range"] ?? "");
  const [, start, end, total] = range ?? [];
  return start === undefined || end === undefined || total === undefined
    ? plain
    : withHeaders(plain, { "content-range": `bytes ${Number(start) + by}-${Number(end) + by}/${total}` });
}

function gzipped(plain: Answer): Answer {
  return {
    ...withHeaders(plain, { "content-encoding": "gzip" }),
    body: { length: undefined, chunks: () => Readable.from(plain.body.chunks()).pipe(createGzip()) },
  };
}
