import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { patternBytes } from "../../../src/sandbox/store/pattern.ts";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import { SandboxClient } from "../../support/sandboxClient.ts";

let sandbox: Sandbox;
let client: SandboxClient;
const limit = 200_000;

beforeEach(async () => {
  sandbox = await startTestSandbox({ seed: false, fileLimit: limit, quota: 500_000 });
  client = new SandboxClient(sandbox);
});

afterEach(() => sandbox.stop());

function noise(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(patternBytes(3, 0, size));
}

describe("upload", () => {
  test.each([true, false])("keeps the exact bytes, purpose first: %s", async (purposeFirst) => {
    const content = noise(150_001);
    const { json } = await client.upload({ filename: "录音.pdf", content }, "retrieval", { purposeFirst });
    expect(json).toMatchObject({
      file: { bytes: 150_001, filename: "录音.pdf", purpose: "retrieval" },
      base_resp: { status_code: 0 },
    });
    const file = sandbox.file("录音.pdf");
    expect(Buffer.from(content).equals(await sandbox.bytes(file))).toBe(true);
    expect(file.content).toEqual({ kind: "blob", md5: createHash("md5").update(content).digest("hex") });
  });

  test("an empty file is a file", async () => {
    await client.upload({ filename: "empty.txt", content: "" }, "retrieval");
    expect(sandbox.file("empty.txt").size).toBe(0);
  });

  test("a purpose anywhere but in the form is none", async () => {
    const form = new FormData();
    form.append("file", new Blob(["x"]), "a.txt");
    const response = await fetch(`${sandbox.origin}/v1/files/upload?purpose=retrieval`, {
      method: "POST",
      body: form,
      headers: { authorization: `Bearer ${sandbox.key}`, purpose: "retrieval" },
    });
    expect(await response.json()).toMatchObject({
      base_resp: { status_code: 2013, status_msg: "invalid params, purpose is required" },
    });
  });

  test.each([
    ["voice_clone", "a.flac", 10, 200, 2013],
    ["prompt_audio", "a.mp3", 10, 200, 0],
    ["t2a_async_input", "a.docx", 10, 200, 2013],
    ["t2a_async_input", "a.txt", 10, 200, 0],
    ["video_understanding", "a.webm", 10, 200, 2013],
    ["video_generation_input", "a.PNG", 10, 200, 0],
    ["video_generation_input", "a.gif", 10, 400, 2013],
    ["video_generation", "a.mp4", 10, 200, 2013],
    ["t2a_async", "a.tar", 10, 200, 2013],
    ["holiday", "a.txt", 10, 200, 2013],
    ["constructor", "a.txt", 10, 200, 2013],
    ["__proto__", "a.txt", 10, 200, 2013],
    ["retrieval", "a.anything", limit, 200, 0],
    ["retrieval", "a.txt", limit + 1, 200, 2013],
  ])("%s with %s of %i bytes answers HTTP %i and %i", async (purpose, filename, size, status, code) => {
    const reply = await client.upload({ filename, content: noise(size) }, purpose);
    expect(reply.status).toBe(status);
    expect(reply.json).toMatchObject({ base_resp: { status_code: code } });
    expect(sandbox.files).toHaveLength(code === 0 ? 1 : 0);
  });

  test("counts characters, not bytes, of a text for speech", async () => {
    const other = await startTestSandbox({ seed: false });
    const send = (content: string): Promise<unknown> =>
      new SandboxClient(other)
        .upload({ filename: "a.txt", content }, "t2a_async_input")
        .then(({ json }) => (json["base_resp"] as { status_code: number }).status_code);
    try {
      expect(await send("春".repeat(999_999))).toBe(0);
      expect(await send("春".repeat(1_000_000))).toBe(2013);
    } finally {
      await other.stop();
    }
  });

  test("refuses what would go beyond the quota", async () => {
    const file = { filename: "a.bin", content: noise(limit) };
    await client.upload(file, "retrieval");
    await client.upload(file, "retrieval");
    const { json } = await client.upload(file, "retrieval");
    expect(json).toMatchObject({ base_resp: { status_code: 1030 } });
    expect(sandbox.files).toHaveLength(2);
  });

  test.each([
    ["application/json", "{}"],
    ["multipart/form-data; boundary=b", "--b\r\nnever ends"],
  ])("refuses a body of %s that is no form", async (contentType, body) => {
    const response = await fetch(`${sandbox.origin}/v1/files/upload`, {
      method: "POST",
      body,
      headers: { authorization: `Bearer ${sandbox.key}`, "content-type": contentType },
    });
    expect(await response.json()).toMatchObject({ base_resp: { status_code: 2013 } });
  });

  test("an upload that breaks off leaves nothing behind", async () => {
    const upload = request(`${sandbox.origin}/v1/files/upload`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${sandbox.key}`,
        "content-type": "multipart/form-data; boundary=b",
        "content-length": 100_000,
      },
    });
    upload.on("error", () => undefined);
    upload.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n');
    upload.write("x".repeat(50_000));
    const incoming = join(sandbox.folder, "incoming");
    await vi.waitFor(async () => {
      expect(await readdir(incoming)).toHaveLength(1);
    });
    upload.destroy();
    await vi.waitFor(async () => {
      expect(await readdir(incoming)).toHaveLength(0);
    });
    expect(sandbox.files).toHaveLength(0);
  });
});
