import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import { SandboxClient } from "../../support/sandboxClient.ts";

let sandbox: Sandbox;
let client: SandboxClient;
let clock: FakeClock;

beforeEach(async () => {
  clock = new FakeClock(1_795_420_000_000);
  sandbox = await startTestSandbox({ seed: false, clock, taskSeconds: 100 });
  client = new SandboxClient(sandbox);
});

afterEach(() => sandbox.stop());

const video = { model: "MiniMax-Hailuo-2.3", prompt: "Ocean waves at sunset" };

async function createVideo(): Promise<string> {
  return String((await client.post("/v1/video_generation", video)).json["task_id"]);
}

function query(id: string): Promise<Record<string, unknown>> {
  return client.get(`/v1/query/video_generation?task_id=${id}`).then(({ json }) => json);
}

describe("a video task", () => {
  test("goes through all states and ends in a file whose id is a string", async () => {
    const id = await createVideo();
    const states: unknown[] = [];
    for (let second = 0; second <= 100; second += 20) {
      states.push((await query(id))["status"]);
      await clock.advance(20_000);
    }
    expect(states).toEqual(["Preparing", "Queueing", "Processing", "Processing", "Processing", "Success"]);
    expect(await query(id)).toMatchObject({
      task_id: id,
      file_id: expect.stringMatching(/^\d{15}$/) as string,
      video_width: 320,
      video_height: 180,
    });
  });

  test("has an empty file id before its end, and no file", async () => {
    const id = await createVideo();
    expect(await query(id)).toMatchObject({ file_id: "", base_resp: { status_code: 0 } });
    expect(sandbox.files).toHaveLength(0);
  });

  test("leaves a playable file, made when the task ended, with 0 bytes and a link", async () => {
    const id = await createVideo();
    await clock.advance(500_000);
    const fileId = String((await query(id))["file_id"]);
    const { json } = await client.get(`/v1/files/retrieve?file_id=${fileId}`);
    expect(json["file"]).toMatchObject({
      bytes: 0,
      filename: "output.mp4",
      purpose: "video_generation",
      created_at: 1_795_420_100,
    });
    const response = await fetch(await client.link(fileId));
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.toString("latin1", 4, 8)).toBe("ftyp");
  });

  test("a deleted result does not come back", async () => {
    const id = await createVideo();
    await clock.advance(100_000);
    await client.post("/v1/files/delete", `{"file_id":${String((await query(id))["file_id"])}}`);
    expect(await query(id)).toMatchObject({ status: "Success" });
    expect(sandbox.files).toHaveLength(0);
  });

  test("that is told to fail keeps its state and the reason", async () => {
    await sandbox.misbehave({
      at: "task",
      kind: "fail",
      code: 1026,
      message: "input new_sensitive",
      times: 1,
    });
    const [failing, next] = [await createVideo(), await createVideo()];
    await clock.advance(100_000);
    expect(await query(failing)).toMatchObject({
      status: "Fail",
      file_id: "",
      base_resp: { status_code: 1026, status_msg: "input new_sensitive" },
    });
    expect(await query(next)).toMatchObject({ status: "Success" });
  });

  test("without a prompt, or unknown, is refused", async () => {
    expect((await client.post("/v1/video_generation", "{}")).json).toMatchObject({
      base_resp: { status_code: 2013 },
    });
    expect(await query("1")).toMatchObject({ base_resp: { status_code: 2013 } });
  });
});

describe("a speech task", () => {
  test("tells bare integers and ends in a tar of sound, titles and figures", async () => {
    const created = await client.post("/v1/t2a_async_v2", { model: "speech-02-hd", text: "One, two, three" });
    const taskId = /"task_id":(\d{15}),/.exec(created.text)?.[1] ?? "";
    const target = `/v1/query/t2a_async_query_v2?task_id=${taskId}`;
    expect((await client.get(target)).json).toMatchObject({ status: "Processing" });
    await clock.advance(100_000);
    const { text } = await client.get(target);
    const fileId = /"status":"Success","file_id":(\d{15}),/.exec(text)?.[1] ?? "";
    expect(sandbox.file(`${fileId}.tar`)).toMatchObject({ id: fileId, purpose: "t2a_async" });
    const input = await sandbox.bytes(sandbox.file(`${fileId}.tar`));
    const names = execFileSync("tar", ["-t"], { input, encoding: "utf8" }).trim().split("\n");
    expect(names).toEqual(["mp3", "titles", "extra"].map((kind) => `${fileId}/${fileId}.${kind}`));
  });

  test.each([
    ["expired", { kind: "expired" }, "Expired", 0],
    ["failed", { kind: "fail", code: 1027, message: "output new_sensitive" }, "Failed", 1027],
  ] as const)("can end %s", async (_, ending, status, code) => {
    const id = await sandbox.addTask({ kind: "speech", seconds: 1, ending });
    await clock.advance(1000);
    expect((await client.get(`/v1/query/t2a_async_query_v2?task_id=${id}`)).json).toMatchObject({
      status,
      base_resp: { status_code: code },
    });
  });

  test("is not found among the videos", async () => {
    const id = await sandbox.addTask({ kind: "speech" });
    expect(await query(id)).toMatchObject({ base_resp: { status_code: 2013 } });
  });
});
