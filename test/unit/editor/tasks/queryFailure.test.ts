import { describe, expect, it, vi } from "vitest";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import { KeyMissingError } from "../../../../src/editor/connections/keyMissingError.ts";
import { queryFailure } from "../../../../src/editor/tasks/queryFailure.ts";
import { NetworkError } from "../../../../src/http/http.ts";
import { PlatformError, type PlatformReason } from "../../../../src/platform/platformError.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const connection: Connection = { id: "c", provider: "minimax-global", name: "Mine", origin: "https://x" };

function refusal(reason: PlatformReason): PlatformError {
  return new PlatformError(reason, "said", { status: 200, retryable: false, retryAfter: 7 });
}

describe("a failed query of a task", () => {
  it.each<PlatformReason>(["notFound", "invalidParameters", "notOffered"])(
    "ends watching where the platform refuses the question itself: %s",
    (reason) => {
      expect(queryFailure(refusal(reason), connection).final).toBe(true);
    },
  );

  it.each<PlatformReason>([
    "unauthorized",
    "balance",
    "quota",
    "rateLimited",
    "serverFault",
    "notThePlatform",
    "redirected",
    "unknown",
  ])("is no end where the world may be put right again, as a captive portal is: %s", (reason) => {
    expect(queryFailure(refusal(reason), connection)).toMatchObject({ final: false, retryAfter: 7 });
  });

  it("is no end without a network or a key, and is one without the connection", () => {
    const offline = new NetworkError("dns", "x");
    expect(queryFailure(offline, connection).final).toBe(false);
    expect(queryFailure(new KeyMissingError(), connection).final).toBe(false);
    expect(queryFailure(offline, undefined).final).toBe(true);
  });
});
