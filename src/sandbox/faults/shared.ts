import type { Answer, Pace } from "../exchange/answer.ts";
import { textAnswer } from "../exchange/answer.ts";

/** What a captive portal or an overloaded load balancer shows. */
export function htmlPage(status: number): Answer {
  return textAnswer(
    status,
    "text/html; charset=utf-8",
    "<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Sign in</body></html>",
  );
}

/** A speed as twenty steps a second. */
export function throttled(bytesPerSecond: number): Pace {
  return { bytes: Math.max(1, Math.round(bytesPerSecond / 20)), milliseconds: 50 };
}
