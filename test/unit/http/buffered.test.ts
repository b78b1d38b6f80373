import { describe, expect, test } from "vitest";
import { exchangeBuffered } from "../../../src/http/buffered.ts";
import { NetworkError, type HttpRequest } from "../../../src/http/http.ts";
import { ScriptedHttp } from "../../support/scriptedHttp.ts";

const request: HttpRequest = {
  method: "GET",
  url: new URL("https://api.example/v1/files/list?secret=canary"),
};
const chunks = [Uint8Array.of(1, 2), Uint8Array.of(3), Uint8Array.of(4, 5)];

describe("exchangeBuffered", () => {
  test("joins the chunks of an answer in their order", async () => {
    const http = new ScriptedHttp({ status: 206, headers: { etag: "x" }, body: chunks });
    const { head, body } = await exchangeBuffered(http, request, 5);
    expect([head.status, head.header("etag"), [...body]]).toEqual([206, "x", [1, 2, 3, 4, 5]]);
  });

  test("ends the exchange at the first byte beyond the limit, naming the host alone", async () => {
    const outcome = exchangeBuffered(new ScriptedHttp({ body: chunks }), request, 4);
    await expect(outcome).rejects.toMatchObject({
      name: "NetworkError",
      reason: "tooLarge",
      host: "api.example",
    });
    await expect(outcome).rejects.not.toThrow("canary");
  });

  test("ends the exchange at the head where that announces too much", async () => {
    const http = new ScriptedHttp({ headers: { "content-length": "5" }, body: "" });
    await expect(exchangeBuffered(http, request, 4)).rejects.toMatchObject({ reason: "tooLarge" });
  });

  test("hands on the network's own error", async () => {
    const failure = new NetworkError("reset", "api.example");
    await expect(exchangeBuffered(new ScriptedHttp({ fail: failure }), request, 4)).rejects.toBe(failure);
  });
});
