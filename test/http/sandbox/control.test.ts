import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import { SandboxClient } from "../../support/sandboxClient.ts";

let sandbox: Sandbox;
let client: SandboxClient;

beforeEach(async () => {
  sandbox = await startTestSandbox();
  client = new SandboxClient(sandbox);
});

afterEach(() => sandbox.stop());

describe("the control endpoints", () => {
  test("put faults in force and end them", async () => {
    const { status } = await client.post("/_sandbox/faults", [{ at: "api", kind: "code", code: 1002 }]);
    expect(status).toBe(200);
    expect(sandbox.faults).toEqual([{ at: "api", kind: "code", code: 1002 }]);
    expect((await client.delete("/_sandbox/faults")).status).toBe(200);
    expect(sandbox.faults).toEqual([]);
  });

  test("refuse a fault that they do not know, and change nothing", async () => {
    const { status, text } = await client.post("/_sandbox/faults", [
      { at: "api", kind: "dead" },
      { at: "api", kind: "deaf" },
    ]);
    expect(status).toBe(400);
    expect(text).toContain('\\"kind\\" of api is one of latency');
    expect(sandbox.faults).toEqual([]);
  });

  test("tell the state without keys and signatures", async () => {
    await fetch(await client.link(sandbox.file("greeting.mp3").id));
    const { text, json } = await client.get("/_sandbox/state");
    expect(json).toMatchObject({
      origin: sandbox.origin,
      face: "minimax",
      counts: { retrieve: 1 },
      spent: 0,
      leaks: 0,
      requests: [{ place: "api", path: "/v1/files/retrieve" }, { place: "link" }],
    });
    expect((json["files"] as unknown[]).length).toBe(sandbox.files.length);
    expect(text).not.toContain("Signature");
    expect(text).not.toContain(sandbox.key);
  });

  test("reset, and expire links", async () => {
    const link = await client.link(sandbox.file("greeting.mp3").id);
    await client.post("/_sandbox/expire-links", "");
    expect((await fetch(link)).status).toBe(403);
    await client.upload({ filename: "a.txt", content: "" }, "retrieval");
    await client.post("/_sandbox/reset", "");
    expect(sandbox.files.map(({ filename }) => filename)).not.toContain("a.txt");
  });

  test("want the key, are no client's requests, and suffer no faults", async () => {
    await sandbox.misbehave({ at: "api", kind: "dead" });
    for (const key of ["", "sk-wrong"]) {
      expect((await new SandboxClient(sandbox, key).get("/_sandbox/state")).status).toBe(401);
      expect((await new SandboxClient(sandbox, key).post("/_sandbox/reset", "")).status).toBe(401);
    }
    expect((await client.get("/_sandbox/state")).status).toBe(200);
    expect((await client.get("/_sandbox/other")).status).toBe(404);
    expect(sandbox.requests).toEqual([]);
  });
});
