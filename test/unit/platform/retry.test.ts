import { describe, expect, test } from "vitest";
import { NetworkError, type NetworkReason } from "../../../src/http/http.ts";
import { PlatformError, type PlatformReason } from "../../../src/platform/platformError.ts";
import { retryDelay, type RetryContext } from "../../../src/platform/retry.ts";
import { CancelledError } from "../../../src/shared/cancellation.ts";

const free: RetryContext = { attempt: 1, idempotent: true, paid: false };
const paid: RetryContext = { ...free, paid: true };
const upload: RetryContext = { ...free, idempotent: false };

function delay(error: unknown, context: RetryContext, random = 0.5): number | undefined {
  return retryDelay(error, context, () => random);
}

function said(reason: PlatformReason, retryable: boolean, retryAfter?: number): PlatformError {
  return new PlatformError(reason, "words", { status: 200, retryable, retryAfter });
}

const limited = said("rateLimited", true);
const fault = said("serverFault", true);

describe("retryDelay", () => {
  test("repeats idempotent calls after faults and rate limits, three attempts in all", () => {
    expect([1, 2, 3].map((attempt) => delay(fault, { ...free, attempt }))).toEqual([250, 500, undefined]);
    expect(delay(limited, free)).toBe(250);
  });

  test("spreads clients over the whole delay", () => {
    expect(delay(fault, free, 0)).toBe(0);
    expect(delay(fault, { ...free, attempt: 2 }, 0.999)).toBeCloseTo(999);
  });

  test("never repeats an upload or a delete", () => {
    for (const error of [fault, limited, new NetworkError("reset", "h", { sent: false })]) {
      expect(delay(error, upload)).toBeUndefined();
    }
  });

  test("never repeats what an answer says is final, nor a cancellation, nor a fault of our own", () => {
    for (const error of [said("unauthorized", false), new CancelledError(), new TypeError(), undefined]) {
      expect(delay(error, free)).toBeUndefined();
    }
  });

  test.each<[NetworkReason, boolean]>([
    ["reset", true],
    ["truncated", true],
    ["timeout", true],
    ["dns", false],
    ["refused", false],
    ["unreachable", false],
    ["certificate", false],
    ["proxy", false],
    ["proxyAuthentication", false],
    ["addressForbidden", false],
    ["protocol", false],
    ["bodyLength", false],
    ["tooLarge", false],
  ])("after a network error of kind %s: %s", (reason, again) => {
    expect(delay(new NetworkError(reason, "h"), free) !== undefined).toBe(again);
  });

  test("repeats a paid call only where the first cannot have been charged", () => {
    expect(delay(limited, paid)).toBe(250);
    expect(delay(new NetworkError("reset", "h", { sent: false }), paid)).toBe(250);
    expect(delay(fault, paid)).toBeUndefined();
    expect(delay(new NetworkError("reset", "h", { sent: true }), paid)).toBeUndefined();
    expect(delay(new NetworkError("timeout", "h", { sent: true }), paid)).toBeUndefined();
  });

  test("waits as long as the server asks, and gives up where it asks for more than a minute", () => {
    expect(delay(said("rateLimited", true, 5), free)).toBe(5_250);
    expect(delay(said("rateLimited", true, 60), free)).toBe(60_250);
    expect(delay(said("rateLimited", true, 61), free)).toBeUndefined();
  });
});
