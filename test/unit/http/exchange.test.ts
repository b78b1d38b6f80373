import { describe, expect, it, vi } from "vitest";
import { runExchange, type Exchange } from "../../../src/http/exchange.ts";
import { headOf } from "../../support/responseHead.ts";

const request = { method: "GET", url: new URL("https://api.example.com/v1/files/list") } as const;

/** An exchange whose transport has brought three bytes of an answer that announced five, and then does `next`. */
function afterThreeOfFive(next: (exchange: Exchange) => void) {
  const destroy = vi.fn();
  const outcome = runExchange(request, { onHead: () => undefined, onData: () => undefined }, (exchange) => {
    exchange.attach({ pause: () => undefined, resume: () => undefined, destroy });
    exchange.connected();
    exchange.head(headOf(200, { "content-length": "5" }));
    exchange.data(new Uint8Array(3));
    next(exchange);
  });
  return { outcome, destroy };
}

describe("an answer that announced its length", () => {
  it("is not whole before its last byte, though the transport says so, and its connection is not used again", async () => {
    const { outcome, destroy } = afterThreeOfFive((exchange) => {
      exchange.complete();
    });
    await expect(outcome).rejects.toMatchObject({ name: "NetworkError", reason: "truncated" });
    expect(destroy).toHaveBeenCalledOnce();
  });

  it("is whole with its last byte, whatever becomes of the connection after that", async () => {
    const { outcome } = afterThreeOfFive((exchange) => {
      exchange.data(new Uint8Array(2));
      exchange.fail(new Error("reset"));
    });
    await expect(outcome).resolves.toBeUndefined();
  });
});
