import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FaultRule } from "../../../src/sandbox/faults/fault.ts";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { FakeClock, settle } from "../../support/fakeClock.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import { SandboxClient } from "../../support/sandboxClient.ts";

let sandbox: Sandbox;
let client: SandboxClient;
let clock: FakeClock;

beforeEach(async () => {
  clock = new FakeClock(1_795_420_000_000);
  sandbox = await startTestSandbox({ clock });
  client = new SandboxClient(sandbox);
});

afterEach(() => sandbox.stop());

const list = "/v1/files/list";

type ApiRule = Extract<FaultRule, { readonly at: "api" }>;

describe("the API, told to misbehave", () => {
  test("answers with a code as often as told, in the order told, then normally", async () => {
    await sandbox.misbehave(
      { at: "api", kind: "code", code: 1002, message: "rate limit", times: 2 },
      { at: "api", kind: "code", code: 1008, times: 1 },
    );
    const codes: unknown[] = [];
    for (let call = 0; call < 4; call++) {
      const { status, json } = await client.get(list);
      codes.push(status, (json["base_resp"] as { status_code: number }).status_code);
    }
    expect(codes).toEqual([200, 1002, 200, 1002, 200, 1008, 200, 0]);
    expect(sandbox.count("list")).toBe(1);
  });

  test.each<[ApiRule & { readonly kind: "status" }, string]>([
    [{ at: "api", kind: "status", status: 503, retryAfter: 7 }, "sandbox fault 503"],
    [
      { at: "api", kind: "status", status: 429, envelope: "gateway", code: "rate_limit", retryAfter: 7 },
      '"type":"comet_api_error","param":"","code":"rate_limit"',
    ],
    [
      { at: "api", kind: "status", status: 401, envelope: "typed", code: "authorized_error", retryAfter: 7 },
      '"type":"error","error":{"type":"authorized_error","message":"sandbox fault 401","http_code":"401"}',
    ],
  ])("answers with a status and its envelope: %j", async (rule, body) => {
    await sandbox.misbehave(rule);
    const { status, headers, text } = await client.get(list);
    expect(status).toBe(rule.status);
    expect(headers.get("retry-after")).toBe("7");
    expect(text).toContain(body);
  });

  test("shows a web page", async () => {
    await sandbox.misbehave({ at: "api", kind: "html" });
    const { status, headers, text } = await client.get(list);
    expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(text).toMatch(/^<!DOCTYPE html>/);
  });

  test("answers with nothing", async () => {
    await sandbox.misbehave({ at: "api", kind: "empty" });
    expect(await client.get(list)).toMatchObject({ status: 200, text: "" });
  });

  test("answers with half a JSON under an honest length", async () => {
    const { text: whole } = await client.get(list);
    await sandbox.misbehave({ at: "api", kind: "truncatedJson" });
    const { text } = await client.get(list);
    expect(whole.startsWith(text)).toBe(true);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });

  test("answers without end", async () => {
    await sandbox.misbehave({ at: "api", kind: "endless" });
    const response = await fetch(sandbox.origin + list);
    let received = 0;
    for await (const chunk of response.body ?? []) {
      received += (chunk as Uint8Array).length;
      if (received > 3_000_000) {
        break;
      }
    }
    expect(received).toBeGreaterThan(3_000_000);
  });

  test("sends elsewhere", async () => {
    await sandbox.misbehave({ at: "api", kind: "redirect", to: "https://evil.example/" });
    const { status, headers } = await client.get(list);
    expect([status, headers.get("location")]).toEqual([302, "https://evil.example/"]);
  });

  test("dies unanswered, before or after the work", async () => {
    const { id } = sandbox.file("notes.txt");
    await sandbox.misbehave({ at: "api", kind: "dead", times: 1 });
    await expect(client.post("/v1/files/delete", `{"file_id":${id}}`)).rejects.toThrow();
    expect(sandbox.files.map((file) => file.id)).toContain(id);
    await sandbox.misbehave({ at: "api", kind: "deadAfterWork", times: 1 });
    await expect(client.post("/v1/files/delete", `{"file_id":${id}}`)).rejects.toThrow();
    expect(sandbox.files.map((file) => file.id)).not.toContain(id);
  });

  test("says nothing at all, until the client gives up", async () => {
    await sandbox.misbehave({ at: "api", kind: "silent" });
    const giveUp = new AbortController();
    const answer = fetch(sandbox.origin + list, { signal: giveUp.signal });
    await requestArrived();
    giveUp.abort();
    await expect(answer).rejects.toThrow("aborted");
  });

  test("waits as long as told before it answers", async () => {
    await sandbox.misbehave({ at: "api", kind: "latency", milliseconds: 1000 });
    let answered = false;
    const answer = client.get(list).then(() => (answered = true));
    await requestArrived();
    await clock.advance(999);
    expect(answered).toBe(false);
    await clock.advance(1);
    await answer;
  });

  test("hits the named operation only", async () => {
    await sandbox.misbehave({ at: "api", kind: "dead", operation: "upload" });
    expect((await client.get(list)).status).toBe(200);
    await expect(client.upload({ filename: "a.txt", content: "x" }, "retrieval")).rejects.toThrow();
  });

  test("behaves again when told so", async () => {
    await sandbox.misbehave({ at: "api", kind: "dead" });
    await sandbox.behave();
    expect((await client.get(list)).status).toBe(200);
    expect(sandbox.faults).toEqual([]);
  });
});

describe("links, told to be odd", () => {
  test.each<[Extract<FaultRule, { readonly at: "signing" }>, RegExp]>([
    [{ at: "signing", kind: "absent" }, /^undefined$/],
    [{ at: "signing", kind: "withoutScheme" }, /^127\.0\.0\.1:/],
    [{ at: "signing", kind: "insecure" }, /^http:/],
    [{ at: "signing", kind: "literal", url: "file:///etc/passwd" }, /^file:\/\/\/etc\/passwd$/],
    [{ at: "signing", kind: "lifetime", seconds: 5 }, /Expires=1795420005&/],
  ])("%j", async (rule, expected) => {
    await sandbox.misbehave({ ...rule, times: 1 });
    const { id } = sandbox.file("greeting.mp3");
    expect(await client.link(id)).toMatch(expected);
    expect(await client.link(id)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/.*Expires=1795452400&/);
  });

  test("a mirror where there was none", async () => {
    await sandbox.misbehave({ at: "signing", kind: "withBackup" });
    const link = await client.link(sandbox.file("greeting.mp3").id, "backup_download_url");
    expect(new URL(link).origin).toBe(sandbox.backupOrigin);
  });
});

/** Resolves when the sandbox has seen a request and had the time to begin with it. */
async function requestArrived(): Promise<void> {
  while (sandbox.requests.length === 0) {
    await settle();
  }
  await settle();
}
