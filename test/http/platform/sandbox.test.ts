import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Http } from "../../../src/http/http.ts";
import { createPlatform } from "../../../src/platform/client.ts";
import type { PaidCall } from "../../../src/platform/paidCall.ts";
import type { Platform } from "../../../src/platform/platform.ts";
import type { ProviderId } from "../../../src/platform/provider.ts";
import { providers } from "../../../src/platform/providers.ts";
import type { SandboxOptions } from "../../../src/sandbox/options.ts";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { CancelledError } from "../../../src/shared/cancellation.ts";
import { systemClock, type Clock } from "../../../src/shared/clock.ts";
import { silentLog } from "../../../src/shared/log.ts";
import { Cleanup } from "../../support/cleanup.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import { httpOver } from "../../support/transports.ts";

const largestId = "9223372036854775807";

const cleanup = new Cleanup();
afterEach(() => cleanup.run());

/** Real time, but no waiting between attempts. */
const impatient: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds > 60_000 ? milliseconds : 0, signal),
};

let http: Http;
beforeEach(() => {
  http = httpOver("undici");
  cleanup.add(() => http.close());
});

async function start(options: Omit<SandboxOptions, "mediaFolder"> = {}): Promise<Sandbox> {
  const sandbox = await startTestSandbox(options);
  cleanup.add(() => sandbox.stop());
  return sandbox;
}

function client(
  sandbox: Pick<Sandbox, "origin" | "key">,
  options: { provider?: ProviderId; key?: string; onPaidCall?: (call: PaidCall) => void } = {},
): Platform {
  return createPlatform({
    http,
    provider: providers[options.provider ?? "sandbox"],
    origin: sandbox.origin,
    key: () => Promise.resolve(options.key ?? sandbox.key),
    clock: impatient,
    random: () => 0,
    log: silentLog,
    ...(options.onPaidCall === undefined ? {} : { onPaidCall: options.onPaidCall }),
  });
}

/** A multipart body as the transfer engine makes it, in small. */
function multipart(
  filename: string,
  purpose: string,
  content: string,
): { contentType: string; bytes: Buffer } {
  const boundary = "sandbox-test-boundary";
  const bytes = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="purpose"\r\n\r\n${purpose}\r\n` +
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\n` +
      `Content-Type: application/octet-stream\r\n\r\n${content}\r\n--${boundary}--\r\n`,
  );
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes };
}

describe("against the sandbox", () => {
  test("the largest id of the platform goes out and comes back digit by digit", async () => {
    const sandbox = await start();
    await sandbox.addFile({
      id: largestId,
      filename: "a.txt",
      purpose: "t2a_async_input",
      content: Buffer.from("a"),
    });
    const platform = client(sandbox);

    expect((await platform.retrieve(largestId)).file.id).toBe(largestId);
    expect((await platform.list()).map(({ id }) => id)).toContain(largestId);
    await platform.delete(largestId, "t2a_async_input");
    expect((await platform.list()).map(({ id }) => id)).not.toContain(largestId);
    await expect(platform.retrieve(largestId)).rejects.toMatchObject({ reason: "notFound", code: "2013" });
  });

  test("a file goes up, is listed, and its link serves its bytes without the key", async () => {
    const sandbox = await start({ seed: false });
    const platform = client(sandbox);
    const { contentType, bytes } = multipart("words.txt", "t2a_async_input", "some words");
    const uploaded = await platform.upload({
      filename: "words.txt",
      purpose: "t2a_async_input",
      body: {
        contentType,
        length: bytes.byteLength,
        async *chunks() {
          yield await Promise.resolve(bytes);
        },
      },
    });
    expect(uploaded).toMatchObject({ filename: "words.txt", purpose: "t2a_async_input", size: 10 });
    expect(await platform.list({ purpose: "t2a_async_input" })).toEqual([uploaded]);
    expect(await platform.list({ purpose: "voice_clone" })).toEqual([]);

    const { link, requestId } = await platform.retrieve(uploaded.id);
    expect(requestId).toBeDefined();
    expect(link?.expiresAt).toBeGreaterThan(Date.now() / 1000);
    expect(await (await fetch(link!.url)).text()).toBe("some words");
    expect(sandbox.leaks).toEqual([]);
  });

  test("a generated file is not listed, and is retrieved with its size unknown", async () => {
    const sandbox = await start();
    const file = await sandbox.addFile({
      filename: "output.mp4",
      purpose: "video_generation",
      content: { size: 1000 },
      generated: true,
    });
    const platform = client(sandbox);
    expect((await platform.list()).map(({ id }) => id)).not.toContain(file.id);
    expect((await platform.retrieve(file.id)).file.size).toBeUndefined();
  });

  test.each<SandboxOptions["emptyList"]>(["array", "null", "missing"])(
    "an empty list told as %s is empty",
    async (emptyList) => {
      const sandbox = await start({ seed: false, ...(emptyList === undefined ? {} : { emptyList }) });
      expect(await client(sandbox).list()).toEqual([]);
    },
  );

  test("a wrong key is refused, with the two codes for it kept apart; the right one is accepted", async () => {
    const sandbox = await start();
    const refused = client(sandbox, { key: "sk-api-of-another-region" }).validate();
    await expect(refused).rejects.toMatchObject({ reason: "unauthorized", code: "2049" });
    await expect(client(sandbox).validate()).resolves.toBeUndefined();
    await sandbox.misbehave({ at: "api", kind: "code", code: 1004 });
    await expect(client(sandbox).validate()).rejects.toMatchObject({ reason: "unauthorized", code: "1004" });
  });

  test("passing faults are ridden out; an upload or delete is sent once", async () => {
    const sandbox = await start();
    const platform = client(sandbox);
    await sandbox.misbehave(
      { at: "api", operation: "list", kind: "code", code: 1002, times: 1 },
      { at: "api", operation: "list", kind: "dead", times: 1 },
    );
    expect(await platform.list()).not.toHaveLength(0);
    await sandbox.misbehave({ at: "api", operation: "delete", kind: "dead" });
    await expect(platform.delete(sandbox.files[0]!.id, undefined)).rejects.toMatchObject({
      name: "NetworkError",
    });
    expect(sandbox.requests.filter(({ target }) => target.startsWith("/v1/files/delete"))).toHaveLength(1);
  });

  test.each([
    [{ at: "api", kind: "html" }, { reason: "notThePlatform" }],
    [{ at: "api", kind: "empty" }, { reason: "notThePlatform" }],
    [{ at: "api", kind: "truncatedJson" }, { reason: "notThePlatform" }],
    [{ at: "api", kind: "redirect", to: "http://127.0.0.1:9/elsewhere" }, { reason: "redirected" }],
    [
      { at: "api", kind: "endless" },
      { name: "NetworkError", reason: "tooLarge" },
    ],
    [
      { at: "api", kind: "status", status: 503, envelope: "gateway", code: "invalid_request" },
      { reason: "invalidParameters" },
    ],
    [{ at: "api", kind: "status", status: 401, envelope: "typed" }, { reason: "unauthorized" }],
    [{ at: "api", kind: "status", status: 500, envelope: "text" }, { reason: "serverFault" }],
  ] as const)("%j ends in %j", async (fault, outcome) => {
    const sandbox = await start();
    await sandbox.misbehave(fault);
    await expect(client(sandbox).list()).rejects.toMatchObject(outcome);
  });

  test("a server that is not there is a refused connection", async () => {
    const sandbox = await startTestSandbox({ seed: false });
    const { origin, key } = sandbox;
    await sandbox.stop();
    const outcome = client({ origin, key }).list();
    await expect(outcome).rejects.toMatchObject({ name: "NetworkError", reason: "refused", sent: false });
  });

  test("a cancelled call ends at once, with the socket closed", async () => {
    const sandbox = await start();
    await sandbox.misbehave({ at: "api", kind: "silent" });
    const controller = new AbortController();
    const cancelled = new CancelledError();
    const outcome = client(sandbox).list({ signal: controller.signal });
    setImmediate(() => {
      controller.abort(cancelled);
    });
    await expect(outcome).rejects.toBe(cancelled);
  });
});

describe("against the sandbox's gateway face", () => {
  test("retrieves in the gateway's form, counts the cost, and learns that there is no list", async () => {
    const sandbox = await start({ face: "cometapi" });
    const paid: PaidCall[] = [];
    const platform = client(sandbox, {
      provider: "cometapi",
      onPaidCall: (call) => {
        paid.push(call);
      },
    });
    await platform.validate();
    const id = sandbox.files[0]!.id;
    expect((await platform.retrieve(id)).file.id).toBe(id);
    expect(paid).toMatchObject([{ operation: "retrieve", dollars: 0.004, outcome: "answered" }]);
    expect(sandbox.spent).toBeCloseTo(0.004);
    await expect(platform.list()).rejects.toMatchObject({ reason: "notOffered" });
    await expect(platform.retrieve("1")).rejects.toMatchObject({ name: "PlatformError", retryable: false });
  });
});
