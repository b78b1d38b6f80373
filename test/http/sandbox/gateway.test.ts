import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import { SandboxClient } from "../../support/sandboxClient.ts";

let sandbox: Sandbox;
let client: SandboxClient;

beforeEach(async () => {
  sandbox = await startTestSandbox({ face: "cometapi", taskSeconds: 0 });
  client = new SandboxClient(sandbox);
});

afterEach(() => sandbox.stop());

function gatewayError(code: string, message: string): unknown {
  return {
    error: {
      message: expect.stringMatching(new RegExp(`^${message}.*\\(request id: [0-9a-f]{32}\\)$`)) as string,
      type: "comet_api_error",
      param: "",
      code,
    },
  };
}

describe("the gateway's face", () => {
  test.each(["minimax-files-retrieve", "minimax_files_retrieve"])(
    "retrieves with model=%s, for a price",
    async (model) => {
      const target = `/v1/files/retrieve?model=${model}&file_id=9223372036854775807`;
      const { text, headers } = await client.get(target);
      expect(text).toContain('"file_id":9223372036854775807');
      expect(headers.get("x-oneapi-request-id")).toMatch(/^[0-9a-f]{32}$/);
      await client.get(target);
      expect(sandbox.spent).toBeCloseTo(0.008);
    },
  );

  test("has no channel for a retrieve without the model, and takes nothing for it", async () => {
    const { status, json } = await client.get("/v1/files/retrieve?file_id=9223372036854775807");
    expect(status).toBe(503);
    expect(json).toEqual(gatewayError("model_not_found", "No available channel for model"));
    expect(sandbox.spent).toBe(0);
  });

  test("calls a file that is not there a bad request, with 500", async () => {
    const { status, json } = await client.get("/v1/files/retrieve?model=minimax-files-retrieve&file_id=1");
    expect(status).toBe(500);
    expect(json).toEqual(gatewayError("invalid_request", "invalid params, file not found"));
  });

  test("retrieves by a video task's id", async () => {
    const { json } = await client.post("/v1/video_generation", { prompt: "x" });
    const byTask = `/v1/files/retrieve?model=minimax-files-retrieve&task_id=${String(json["task_id"])}`;
    expect((await client.get(byTask)).json).toMatchObject({ file: { filename: "output.mp4" } });
  });

  test("passes the video query through", async () => {
    const id = await sandbox.addTask({ kind: "video", seconds: 1000 });
    const { json } = await client.get(`/v1/query/video_generation?task_id=${id}`);
    expect(json).toMatchObject({ task_id: id, status: "Preparing", file_id: "" });
    expect(sandbox.spent).toBe(0);
  });

  test.each([
    ["GET", "/v1/files/list", 503, "model_not_found", "No available channel"],
    ["POST", "/v1/files/upload", 503, "model_not_found", "No available channel"],
    ["GET", "/v1/files/retrieve_content?file_id=1", 500, "invalid_request", "not implemented"],
    ["POST", "/v1/files/delete", 500, "invalid_request", "not implemented"],
  ])("does not offer %s %s", async (method, target, status, code, message) => {
    const reply = method === "GET" ? await client.get(target) : await client.post(target, {});
    expect(reply.status).toBe(status);
    expect(reply.json).toEqual(gatewayError(code, message));
  });

  test("lists its models, which costs nothing and shows whether the key is accepted", async () => {
    expect((await client.get("/v1/models")).json).toMatchObject({ object: "list" });
    expect(sandbox.spent).toBe(0);
    expect((await new SandboxClient(sandbox, "sk-wrong").get("/v1/models")).status).toBe(401);
  });

  test.each([
    ["", "No token provided"],
    ["sk-wrong", "Invalid token"],
  ])("refuses the key %j with 401", async (key, message) => {
    const { status, json } = await new SandboxClient(sandbox, key).get("/v1/files/retrieve");
    expect(status).toBe(401);
    expect(json).toEqual(gatewayError("", message));
  });
});
