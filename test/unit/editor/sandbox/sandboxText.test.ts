import { describe, expect, it, vi } from "vitest";
import { sandboxFaces } from "../../../../src/editor/sandbox/sandboxFaces.ts";
import type { RunningSandbox } from "../../../../src/editor/sandbox/sandboxHost.ts";
import { sandboxStatus } from "../../../../src/editor/sandbox/sandboxText.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

describe("the status of the sandbox", () => {
  const [face] = sandboxFaces();
  const running: RunningSandbox = {
    face,
    origin: "http://127.0.0.1:1",
    key: "sk-api-sandbox",
    faults: [
      { at: "api", kind: "code", code: 1008 },
      { at: "signing", kind: "lifetime", seconds: 77 },
      { at: "api", kind: "dead" },
    ],
  };

  it("tells key and faults with its own connection", () => {
    expect(sandboxStatus(running, { id: "sandbox" })).toEqual([
      "Runs in this window; its key for scripts is sk-api-sandbox",
      expect.stringMatching(/^No balance: .*1008/),
      expect.stringMatching(/^Short-lived links: /),
    ]);
  });

  it("says where it does not run, and nothing with connections to other places", () => {
    const stopped = ["Does not run in this window"];
    expect(sandboxStatus(undefined, { id: "sandbox" })).toEqual(stopped);
    expect(sandboxStatus(running, { id: "sandbox-china" })).toEqual(stopped);
    expect(sandboxStatus(running, { id: "c" })).toEqual([]);
  });
});
