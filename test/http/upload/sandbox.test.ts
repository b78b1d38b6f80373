import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import type { UploadResult } from "../../../src/transfer/upload/uploadJob.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import { transports } from "../../support/transports.ts";
import { UploadBench } from "./uploadBench.ts";

describe.each(transports)("an upload to the sandbox over %s", (transport) => {
  let bench: UploadBench;
  let sandbox: Sandbox;
  beforeEach(async () => {
    bench = new UploadBench(transport);
    sandbox = await startTestSandbox({ seed: false });
    bench.keep({ close: () => sandbox.stop() });
  });
  afterEach(() => bench.clean());

  const send = async (content: Uint8Array, filename = "text.txt"): Promise<UploadResult> => {
    const job = { path: await bench.file(content), filename, purpose: "t2a_async_input" };
    return bench.upload(sandbox.origin, job, {}, sandbox.key);
  };

  it("arrives as it was, under its name and purpose", async () => {
    const content = Buffer.from("一二三 – ünï\n".repeat(50_000));
    const { file, resolvedByList, warnings } = await send(content, "长文 – ü.txt");
    const stored = sandbox.file("长文 – ü.txt");
    expect((await sandbox.bytes(stored)).equals(content)).toBe(true);
    expect(file).toMatchObject({
      id: stored.id,
      filename: "长文 – ü.txt",
      purpose: "t2a_async_input",
      size: content.length,
    });
    expect([resolvedByList, warnings]).toEqual([false, []]);
  });

  it("is found in the list when the answer is lost, once and under its id", async () => {
    await sandbox.misbehave({ at: "api", operation: "upload", kind: "deadAfterWork", times: 1 });
    const { file, resolvedByList } = await send(Buffer.from("text"));
    expect([file.id, resolvedByList]).toEqual([sandbox.file("text.txt").id, true]);
    expect(sandbox.files).toHaveLength(1);
  });

  it("is found in the list when only half of the answer arrives", async () => {
    await sandbox.misbehave({ at: "api", operation: "upload", kind: "truncatedJson", times: 1 });
    const { file, resolvedByList } = await send(Buffer.from("text"));
    expect([file.id, resolvedByList]).toEqual([sandbox.file("text.txt").id, true]);
  });

  it.each([
    ["the connection dies", { kind: "dead" }],
    ["a web page comes back", { kind: "html" }],
    ["the server has a fault", { kind: "code", code: 1013 }],
    ["a load balancer gives up", { kind: "status", status: 504 }],
  ] as const)("fails when %s and nothing was kept, and is not sent again", async (_what, fault) => {
    await sandbox.misbehave({ at: "api", operation: "upload", ...fault, times: 1 });
    await expect(send(Buffer.from("text"))).rejects.toThrow();
    expect(sandbox.requests.filter(({ target }) => target === "/v1/files/upload")).toHaveLength(1);
    expect(sandbox.files).toEqual([]);
  });

  it("warns of a file that is there already", async () => {
    const content = "the same text";
    const first = await send(Buffer.from(content));
    const second = await send(Buffer.from(content));
    expect(second.warnings).toEqual([{ severity: "warning", kind: "alreadyThere", ids: [first.file.id] }]);
    expect(sandbox.files).toHaveLength(2);
  });

  it("is told the platform's own refusal", async () => {
    await sandbox.misbehave({ at: "api", operation: "upload", kind: "code", code: 1026, times: 1 });
    await expect(send(Buffer.from("text"))).rejects.toMatchObject({
      name: "PlatformError",
      reason: "sensitive",
    });
  });
});
