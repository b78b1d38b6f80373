/**
 * The sandbox against a client that we did not write: the platform's official command line (api.md 8). What it can
 * do with the real platform it must be able to do here.
 */
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import type { TestAuthority } from "../../support/certificates.ts";
import { makeAuthority } from "../../support/certificates.ts";
import { cleanEnvironment } from "../../support/environment.ts";
import type { TempFolder } from "../../support/folders.ts";
import { makeTempFolder, rootFolder } from "../../support/folders.ts";
import { startTestSandbox } from "../../support/sandbox.ts";

let authority: TestAuthority;
let folder: TempFolder;
let sandbox: Sandbox;

beforeAll(async () => {
  authority = makeAuthority("Contract Test Root");
  folder = makeTempFolder("mmx");
  writeFileSync(inFolder("root.pem"), authority.root);
  // The client rewrites http:// in a download link to https://, so the link host has to speak it.
  sandbox = await startTestSandbox({
    taskSeconds: 1,
    tls: { ...authority.issue(["127.0.0.1"]), only: "links" },
  });
});

afterAll(async () => {
  await sandbox.stop();
  folder.remove();
  authority.remove();
});

function inFolder(name: string): string {
  return join(folder.path, name);
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs `mmx`. Without a pinned region it would look for the real hosts. */
async function mmx(args: readonly string[], key = sandbox.key): Promise<Ended> {
  const program = join(rootFolder, "node_modules/mmx-cli/dist/mmx.mjs");
  const flags = ["--api-key", key, "--output", "json", "--non-interactive"];
  const child = spawn(process.execPath, [program, ...args, ...flags], {
    cwd: folder.path,
    stdio: ["ignore", "pipe", "pipe"],
    env: cleanEnvironment({
      CI: "1",
      MMX_CONFIG_DIR: folder.path,
      MINIMAX_REGION: "global",
      MINIMAX_BASE_URL: sandbox.origin,
      NODE_EXTRA_CA_CERTS: inFolder("root.pem"),
    }),
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, output, errors };
}

async function mmxJson(args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, output, errors } = await mmx(args);
  expect(code, errors).toBe(0);
  return JSON.parse(output) as Record<string, unknown>;
}

describe("mmx", () => {
  test("uploads, lists and deletes a file", async () => {
    writeFileSync(inFolder("上传.txt"), "第一章\n");
    const uploaded = await mmxJson(["file", "upload", "--file", "上传.txt"]);
    expect(uploaded).toMatchObject({ filename: "上传.txt", bytes: 10, purpose: "retrieval" });
    const id = String(uploaded["file_id"]);
    expect(sandbox.file("上传.txt").id).toBe(id);

    const { files } = await mmxJson(["file", "list"]);
    expect(files).toContainEqual(expect.objectContaining({ filename: "上传.txt" }));

    expect(await mmxJson(["file", "delete", "--file-id", id])).toMatchObject({ deleted: true });
    expect(sandbox.files.map((file) => file.id)).not.toContain(id);
  });

  test("downloads a video over TLS, exactly, and sends no key to the link host", async () => {
    const video = sandbox.file("output_aigc.mp4");
    const { code, errors } = await mmx(["video", "download", "--file-id", video.id, "--out", "video.mp4"]);
    expect(code, errors).toBe(0);
    expect(readFileSync(inFolder("video.mp4")).equals(await sandbox.bytes(video))).toBe(true);
    expect(sandbox.requests.some(({ place }) => place === "link")).toBe(true);
    expect(sandbox.leaks).toEqual([]);
  });

  test("downloads a file that is no video by the same command", async () => {
    const audio = sandbox.file("greeting.mp3");
    const { code, errors } = await mmx(["video", "download", "--file-id", audio.id, "--out", "greeting.mp3"]);
    expect(code, errors).toBe(0);
    expect(readFileSync(inFolder("greeting.mp3")).equals(await sandbox.bytes(audio))).toBe(true);
  });

  test("follows a video task from its start to the file", async () => {
    const started = await mmxJson(["video", "generate", "--prompt", "Ocean waves at sunset", "--async"]);
    const taskId = String(started["taskId"] ?? started["task_id"]);
    expect(taskId).toMatch(/^\d{15}$/);
    const task = ["video", "task", "get", "--task-id", taskId];
    await expect.poll(async () => (await mmxJson(task))["status"], { timeout: 20_000 }).toBe("Success");
    const { file_id: fileId } = await mmxJson(task);
    await mmx(["video", "download", "--file-id", String(fileId), "--out", "task.mp4"]);
    expect(readFileSync(inFolder("task.mp4")).toString("latin1", 4, 8)).toBe("ftyp");
  });

  test.each([
    ["a wrong key", ["file", "list"], "sk-wrong", /invalid api key|API key/i],
    [
      "an unknown file",
      ["video", "download", "--file-id", "1", "--out", "x.mp4"],
      undefined,
      /file not found/,
    ],
  ])("understands the refusal of %s", async (_, args, key, reason) => {
    const { code, output, errors } = await mmx(args, key);
    expect(code).not.toBe(0);
    expect(output + errors).toMatch(reason);
  });
});
