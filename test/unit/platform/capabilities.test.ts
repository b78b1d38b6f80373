import { describe, expect, test } from "vitest";
import {
  documentedCapabilities,
  isOffered,
  learnCapability,
  restoreCapabilities,
} from "../../../src/platform/capabilities.ts";
import { operations, providers } from "../../../src/platform/providers.ts";

const comet = documentedCapabilities(providers.cometapi);

describe("capabilities", () => {
  test("start from the documentation: CometAPI retrieves and queries video tasks, MiniMax does everything", () => {
    expect(operations.filter((operation) => isOffered(comet, operation))).toEqual(["retrieve", "videoTask"]);
    expect(comet.list).toBe("unknown");
    const minimax = documentedCapabilities(providers["minimax-global"]);
    expect(operations.filter((operation) => isOffered(minimax, operation))).toEqual(operations);
  });

  test("success proves an operation, `notOffered` refuses it, and the latest answer counts", () => {
    const proven = learnCapability(comet, "list", "success");
    expect(proven).toEqual({ ...comet, list: "proven" });
    expect(isOffered(proven, "list")).toBe(true);
    const refused = learnCapability(proven, "list", "notOffered");
    expect(refused.list).toBe("refused");
    expect(isOffered(refused, "list")).toBe(false);
  });

  test.each(["unauthorized", "notFound", "rateLimited", "serverFault", "notThePlatform"] as const)(
    "%s says nothing about an operation",
    (reason) => {
      expect(learnCapability(comet, "list", reason)).toBe(comet);
    },
  );

  test("what answers taught survives storage, and nothing else does", () => {
    const learnt = learnCapability(learnCapability(comet, "list", "success"), "retrieve", "notOffered");
    expect(restoreCapabilities(providers.cometapi, JSON.parse(JSON.stringify(learnt)))).toEqual(learnt);
    // A later version documents more than what was stored.
    expect(restoreCapabilities(providers["minimax-global"], comet)).toEqual(
      documentedCapabilities(providers["minimax-global"]),
    );
  });

  test.each([undefined, null, 1, "x", [], { list: "maybe" }, { __proto__: { list: "proven" } }])(
    "%j in storage is no knowledge",
    (stored) => {
      expect(restoreCapabilities(providers.cometapi, stored)).toEqual(comet);
    },
  );

  test("a gateway that answers an undocumented list is offered the rest of the files API, until it refuses", () => {
    expect(isOffered(comet, "delete")).toBe(false);
    const listing = learnCapability(comet, "list", "success");
    expect(isOffered(listing, "delete")).toBe(true);
    expect(isOffered(listing, "speechTask")).toBe(false);
    expect(isOffered(learnCapability(listing, "delete", "notOffered"), "delete")).toBe(false);
  });
});
