import { NetworkError, type Http } from "../http/http.ts";
import { isCancellation } from "../shared/cancellation.ts";
import type { Clock } from "../shared/clock.ts";
import type { Log } from "../shared/log.ts";
import type { Pacer } from "../shared/steps.ts";
import { checkKey } from "./apiRequest.ts";
import { errorOf, exchangeCall, requestIdOf, type Call, type Called } from "./exchange.ts";
import { paidCall, priceOf, type PaidCall } from "./paidCall.ts";
import type { Provider } from "./provider.ts";
import { retryDelay } from "./retry.ts";

/** What a client is made of. */
export interface PlatformParts {
  readonly http: Http;
  readonly provider: Provider;
  /** Scheme, host and port, as `URL.origin` writes it: the only place that the key is sent to. */
  readonly origin: string;
  /** Asked before each attempt, so that a new key counts at once. */
  readonly key: () => Promise<string>;
  readonly clock: Clock;
  /** Lets others run while a long answer is decoded; without it, answers are decoded in one go. */
  readonly pacer?: Pacer;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  /** Told of each attempt that may have been charged. */
  readonly onPaidCall?: (call: PaidCall) => void;
}

/**
 * Makes a call, again where `retryDelay` allows it. Rejects with `NetworkError`, with whatever `key` rejects with, or
 * with the signal's reason; an answer that says no is returned, for the operation to judge.
 */
export async function call(parts: PlatformParts, request: Call): Promise<Called> {
  const { provider, clock, random, log } = parts;
  const paid = priceOf(provider, request.name) > 0;
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptOnce(parts, request);
    const error = "error" in outcome ? outcome.error : errorOf(outcome.called);
    const idempotent = request.idempotent && request.once !== true;
    const delay = retryDelay(error, { attempt, idempotent, paid }, random);
    if (delay !== undefined) {
      log.debug(`${request.name}: again in ${Math.round(delay)} ms`);
      await clock.sleep(delay, request.signal);
    } else if ("error" in outcome) {
      throw outcome.error;
    } else {
      return outcome.called;
    }
  }
}

type Outcome = { readonly called: Called } | { readonly error: unknown };

/** One attempt, told to the log and the ledger. Rejects where nothing was sent, and so nothing can be charged. */
async function attemptOnce(parts: PlatformParts, request: Call): Promise<Outcome> {
  const { clock, log } = parts;
  const key = checkKey(await parts.key());
  request.signal?.throwIfAborted();
  const started = clock.now();
  try {
    const called = await exchangeCall(parts, request, key);
    log.debug(`${request.name}: ${describe(called)} after ${clock.now() - started} ms`);
    tellLedger(parts, request, errorOf(called) === undefined ? "answered" : "refused");
    return { called };
  } catch (error) {
    if (!isCancellation(error)) {
      log.warn(`${request.name}: ${NetworkError.is(error) ? error.message : "the exchange failed"}`);
    }
    if (!NetworkError.is(error) || error.sent) {
      tellLedger(parts, request, "unknown");
    }
    return { error };
  }
}

/** What a bug report needs: the outcome and the request id, and no part of the URL. */
function describe(called: Called): string {
  const error = errorOf(called);
  const outcome =
    error === undefined ? "ok" : `HTTP ${error.status}, ${error.reason}, code ${error.code ?? "none"}`;
  const requestId = requestIdOf(called);
  return requestId === undefined ? outcome : `${outcome}, request ${requestId}`;
}

function tellLedger(parts: PlatformParts, request: Call, outcome: PaidCall["outcome"]): void {
  const entry = paidCall(parts.provider, request.name, outcome, parts.clock.now());
  if (entry !== undefined) {
    parts.onPaidCall?.(entry);
  }
}
