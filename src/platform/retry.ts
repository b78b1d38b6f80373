import { NetworkError, type NetworkReason } from "../http/http.ts";
import { PlatformError } from "./platformError.ts";

/** What decides whether a call may be made again. */
export interface RetryContext {
  /** How often the call was made so far, from 1. */
  readonly attempt: number;
  /** Repeating it changes nothing on the platform. */
  readonly idempotent: boolean;
  /** Each call costs money. */
  readonly paid: boolean;
}

const maximumAttempts = 3;

/** Milliseconds. */
const firstDelay = 500;
const maximumDelay = 8_000;
/** A server that wants us to wait longer is obeyed by giving up: nobody waits a minute for a tree to open. */
const maximumRetryAfter = 60_000;

/** Accidents of one connection. The others (name, certificate, proxy, refusal…) would only fail again at once. */
const passing: ReadonlySet<NetworkReason> = new Set<NetworkReason>(["reset", "truncated", "timeout"]);

/**
 * Milliseconds to wait before the call is made again, or `undefined` if it must not be.
 *
 * Idempotent calls are repeated after passing accidents and after answers that are marked retryable. A paid call is
 * repeated only where the first cannot have been charged: it never reached the server, or the server turned it away
 * for its rate. After a fault or a timeout in the middle, the user decides whether to pay again.
 *
 * @param random In [0, 1): spreads the clients of one outage ("full jitter").
 */
export function retryDelay(error: unknown, context: RetryContext, random: () => number): number | undefined {
  if (context.attempt >= maximumAttempts || !mayRepeat(error, context)) {
    return undefined;
  }
  const backoff = random() * Math.min(maximumDelay, firstDelay * 2 ** (context.attempt - 1));
  const asked = PlatformError.is(error) ? (error.retryAfter ?? 0) * 1000 : 0;
  return asked > maximumRetryAfter ? undefined : asked + backoff;
}

function mayRepeat(error: unknown, { idempotent, paid }: RetryContext): boolean {
  if (!idempotent) {
    return false;
  }
  if (NetworkError.is(error)) {
    return passing.has(error.reason) && !(paid && error.sent);
  }
  return PlatformError.is(error) && error.retryable && (!paid || error.reason === "rateLimited");
}
