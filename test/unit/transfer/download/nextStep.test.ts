import { describe, expect, it } from "vitest";
import { NetworkError } from "../../../../src/http/http.ts";
import type { Outcome, Refusal } from "../../../../src/transfer/download/attempt.ts";
import { DownloadError } from "../../../../src/transfer/download/downloadError.ts";
import { nextStep } from "../../../../src/transfer/download/nextStep.ts";

const answered = (verdict: Refusal): Outcome => ({ kind: "answered", verdict });
const network = (error: NetworkError): Outcome => ({ kind: "network", error });

describe("nextStep", () => {
  it.each<[string, Outcome, object]>([
    ["carries on after a whole answer", { kind: "ended", end: 9 }, { kind: "carryOn" }],
    [
      "gets a fresh link for an ended one",
      answered({ kind: "expired", status: 403 }),
      { kind: "renewLink", status: 403 },
    ],
    [
      "waits for a busy server",
      answered({ kind: "busy", status: 429, wait: 5 }),
      { kind: "retry", wished: 5, blamesHost: false },
    ],
    [
      "blames a host that fails",
      answered({ kind: "busy", status: 502, wait: undefined }),
      { kind: "retry", blamesHost: true },
    ],
    [
      "blames a host that cannot be reached",
      network(new NetworkError("dns", "h")),
      { kind: "retry", blamesHost: true },
    ],
    [
      "leaves a host that cannot be trusted",
      network(new NetworkError("certificate", "h")),
      { kind: "leaveHost" },
    ],
    [
      "leaves a host that must not be reached",
      network(new NetworkError("addressForbidden", "h")),
      { kind: "leaveHost" },
    ],
    ["tries again after a trickle", { kind: "tooSlow" }, { kind: "retry", error: { reason: "lowSpeed" } }],
    ["starts over with new content", answered({ kind: "changed" }), { kind: "startOver" }],
    ["asks without If-Range", answered({ kind: "conditionIgnored" }), { kind: "adapt", to: "noIfRange" }],
    ["asks for bytes to compare", answered({ kind: "unproven" }), { kind: "adapt", to: "noProof" }],
    ["does without ranges", answered({ kind: "rangeIgnored" }), { kind: "doWithoutRanges" }],
  ])("%s", (_, outcome, step) => {
    expect(nextStep(outcome, 1)).toMatchObject(step);
  });

  it("does not ask for ever a server whose answers are whole but empty", () => {
    expect(nextStep({ kind: "ended", end: 9 }, 0)).toMatchObject({ kind: "retry" });
  });

  it("gives up with the very error that no try can mend", () => {
    const error = new DownloadError("encodedBody", "");
    expect(nextStep({ kind: "fatal", error }, 0)).toEqual({ kind: "giveUp", error });
    expect(nextStep(answered({ kind: "refused", error }), 0)).toEqual({ kind: "giveUp", error });
  });
});
