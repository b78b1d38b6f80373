import { baseResp, gatewayError, typedError } from "../api/envelopes.ts";
import type { Answer } from "../exchange/answer.ts";
import { answer, noAnswer, textAnswer, withDelivery, withHeaders } from "../exchange/answer.ts";
import { bytesBody, collect, emptyBody } from "../exchange/body.ts";
import type { Face } from "../options.ts";
import type { ApiFault } from "./fault.ts";
import { htmlPage, throttled } from "./shared.ts";

/** What a fault does to one call. */
export type ApiEffect =
  /** The operation does not run; this is the answer. */
  | { readonly instead: Answer }
  /** The operation runs, and its answer is changed. */
  | { readonly change: (plain: Answer) => Answer | Promise<Answer> };

export function apiEffect(fault: ApiFault, face: Face, requestId: string): ApiEffect {
  switch (fault.kind) {
    case "latency":
      return { change: (plain) => withDelivery(plain, { delay: fault.milliseconds }) };
    case "throttle":
      return { change: (plain) => withDelivery(plain, { pace: throttled(fault.bytesPerSecond) }) };
    case "code":
      return { instead: baseResp(fault.code, fault.message ?? `sandbox fault ${fault.code}`) };
    case "status":
      return { instead: statusAnswer(fault, face, requestId) };
    case "html":
      return { instead: htmlPage(fault.status ?? 200) };
    case "empty":
      return { instead: answer(fault.status ?? 200, {}, emptyBody) };
    case "truncatedJson":
      return { change: truncated };
    case "endless":
      return { instead: endless() };
    case "redirect":
      return { instead: answer(fault.status ?? 302, { location: fault.to }, emptyBody) };
    case "dead":
      return { instead: noAnswer("reset") };
    case "deadAfterWork":
      return { change: () => noAnswer("reset") };
    case "silent":
      return { instead: noAnswer("stall") };
  }
}

function statusAnswer(
  fault: Extract<ApiFault, { readonly kind: "status" }>,
  face: Face,
  requestId: string,
): Answer {
  const { status, retryAfter, message = `sandbox fault ${status}` } = fault;
  const retry: Record<string, string> = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  return withHeaders(statusBody(fault, fault.envelope ?? (face === "cometapi" ? "gateway" : "text")), retry);

  function statusBody({ code }: typeof fault, words: "gateway" | "typed" | "text"): Answer {
    switch (words) {
      case "gateway":
        return gatewayError(status, code ?? "upstream_error", message, requestId);
      case "typed":
        return typedError(status, code ?? "api_error", message, requestId);
      case "text":
        return textAnswer(status, "text/plain", message);
    }
  }
}

async function truncated(plain: Answer): Promise<Answer> {
  const whole = await collect(plain.body);
  return { ...plain, body: bytesBody(whole.subarray(0, Math.floor(whole.length / 2))) };
}

function endless(): Answer {
  return answer(
    200,
    { "content-type": "application/json" },
    {
      length: undefined,
      async *chunks() {
        yield Buffer.from('{"files":[');
        const more = Buffer.from('{"file_id":1,"filename":"endless"},'.repeat(1000));
        for (;;) {
          await Promise.resolve();
          yield more;
        }
      },
    },
  );
}
