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

const ok = { status_code: 0, status_msg: "success" };

describe("list", () => {
  test("tells all files without a purpose, newest first, and no generated ones", async () => {
    const { json, headers } = await client.get("/v1/files/list");
    const files = json["files"] as { filename: string; created_at: number; purpose: string }[];
    expect(json["base_resp"]).toEqual(ok);
    expect(headers.get("trace-id")).toMatch(/^[0-9a-f]{32}$/);
    expect(files.map(({ created_at }) => created_at)).toEqual(
      files.map(({ created_at }) => created_at).sort((a, b) => b - a),
    );
    expect(files.map(({ filename }) => filename)).toContain("示例文本 (第一章).txt");
    expect(files.map(({ purpose }) => purpose)).not.toContain("video_generation");
  });

  test("tells those of one purpose", async () => {
    const { json } = await client.get("/v1/files/list?purpose=prompt_audio");
    expect(json["files"]).toMatchObject([{ filename: "greeting.mp3", bytes: 2288, purpose: "prompt_audio" }]);
  });

  test.each([
    ["array", { files: [], base_resp: ok }],
    ["null", { files: null, base_resp: ok }],
    ["missing", { base_resp: ok }],
  ] as const)("tells an empty list as %s if told so", async (emptyList, expected) => {
    const other = await startTestSandbox({ seed: false, emptyList });
    try {
      expect((await new SandboxClient(other).get("/v1/files/list")).json).toEqual(expected);
    } finally {
      await other.stop();
    }
  });

  test("tells generated files, with 0 bytes, if told so", async () => {
    const other = await startTestSandbox({ listGenerated: true });
    try {
      const { json } = await new SandboxClient(other).get("/v1/files/list?purpose=video_generation");
      expect(json["files"]).toMatchObject([
        { filename: "output_aigc.mp4", bytes: 0 },
        { filename: "output.mp4", bytes: 0 },
      ]);
    } finally {
      await other.stop();
    }
  });

  test("keeps fields that no documentation mentions", async () => {
    const { json } = await client.get("/v1/files/list?purpose=customer_archive");
    expect(json["files"]).toMatchObject([{ storage_class: "standard", labels: ["draft", "north"] }]);
  });

  test("a file for video generation is gone after seven days", async () => {
    const day = 24 * 3600;
    const now = Math.floor(Date.now() / 1000);
    const content = { size: 1 };
    const purpose = "video_understanding";
    await sandbox.addFile({ filename: "six.mp4", purpose, content, createdAt: now - 6 * day });
    const gone = await sandbox.addFile({ filename: "seven.mp4", purpose, content, createdAt: now - 7 * day });
    const { text } = await client.get(`/v1/files/list?purpose=${purpose}`);
    expect(text).toContain("six.mp4");
    expect(text).not.toContain("seven.mp4");
    expect((await client.get(`/v1/files/retrieve?file_id=${gone.id}`)).text).toContain("file not found");
  });
});

describe("retrieve", () => {
  test("echoes an id beyond 2^53 as a bare integer with exactly its digits", async () => {
    const { text, json } = await client.get("/v1/files/retrieve?file_id=9223372036854775807");
    expect(text).toMatch(/^\{"file":\{"file_id":9223372036854775807,"bytes":0,/);
    expect(json["base_resp"]).toEqual(ok);
  });

  test("signs a fresh link on every call and counts the calls", async () => {
    const other = sandbox.file("greeting.mp3");
    await client.link(other.id);
    const link = new URL(await client.link(other.id));
    expect(link.origin).toBe(sandbox.linkOrigin);
    expect([...link.searchParams.keys()]).toEqual(["Expires", "OSSAccessKeyId", "Signature"]);
    expect(Number(link.searchParams.get("Expires")) - Date.now() / 1000).toBeCloseTo(9 * 3600, -2);
    expect(link.pathname).toMatch(/^\/inference_output%2Fprompt_audio%2F[^/]+%2Fgreeting\.mp3$/);
    expect(sandbox.count("retrieve")).toBe(2);
  });

  test("tells a link without signature, like the global CDN, if told so", async () => {
    const other = await startTestSandbox({ links: "unsigned" });
    try {
      const link = new URL(await new SandboxClient(other).link("9223372036854775807"));
      expect(link.search).toBe("");
      expect(link.pathname).toMatch(/^\/inference_output\/video_generation\/.*\/output\.mp4$/);
      expect((await fetch(link)).status).toBe(200);
    } finally {
      await other.stop();
    }
  });

  test("tells no link, a mirror, a link without scheme, where a file is like that", async () => {
    const content = { size: 1 };
    const odd = await sandbox.addFile({
      filename: "a.txt",
      purpose: "retrieval",
      content,
      link: { url: "withoutScheme" },
    });
    const { text } = await client.get(`/v1/files/retrieve?file_id=${sandbox.file("requests.jsonl").id}`);
    expect(text).not.toContain("download_url");
    expect(await client.link(odd.id)).toMatch(/^127\.0\.0\.1:\d+\/inference_output/);
    const { id } = sandbox.file("output_aigc.mp4");
    expect(new URL(await client.link(id, "backup_download_url")).origin).toBe(sandbox.backupOrigin);
  });

  test.each(["", "abc", "1.5", "-1", "99999999999999999999"])("refuses %j as an id", async (id) => {
    const { status, json } = await client.get(`/v1/files/retrieve?file_id=${id}`);
    expect(status).toBe(200);
    expect(json).toEqual({ base_resp: { status_code: 2013, status_msg: "invalid params, file_id" } });
  });

  test("says that there is no such file with HTTP 200", async () => {
    const { status, json } = await client.get("/v1/files/retrieve?file_id=123456789012345");
    expect(status).toBe(200);
    expect(json).toEqual({
      base_resp: { status_code: 2013, status_msg: "invalid params, file not found" },
    });
  });
});

describe("retrieve content", () => {
  test("gives the bytes under the documented, wrong label", async () => {
    const file = sandbox.file("first-frame.png");
    const response = await fetch(`${sandbox.origin}/v1/files/retrieve_content?file_id=${file.id}`, {
      headers: { authorization: `Bearer ${sandbox.key}` },
    });
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(Buffer.from(await response.arrayBuffer())).toEqual(await sandbox.bytes(file));
  });

  test("tells an error as JSON with HTTP 200", async () => {
    const { status, json } = await client.get("/v1/files/retrieve_content?file_id=1");
    expect(status).toBe(200);
    expect(json).toMatchObject({ base_resp: { status_code: 2013 } });
  });
});

describe("delete", () => {
  test("takes a bare integer, with or without a purpose, and the file is gone", async () => {
    const [first, second] = [sandbox.file("notes.txt"), sandbox.file("report.pdf")];
    const { text } = await client.post("/v1/files/delete", `{"file_id":${first.id}}`);
    expect(text).toBe(`{"file_id":${first.id},"base_resp":{"status_code":0,"status_msg":"success"}}`);
    await client.post("/v1/files/delete", `{"file_id":${second.id},"purpose":"retrieval"}`);
    const { text: list } = await client.get("/v1/files/list");
    expect(list).not.toContain(first.id);
    expect(list).not.toContain(second.id);
  });

  test("deletes the one with the largest id, not one that rounding would name", async () => {
    const { text } = await client.post("/v1/files/delete", '{"file_id":9223372036854775807}');
    expect(text).toContain('"file_id":9223372036854775807');
    expect(sandbox.files.map(({ id }) => id)).not.toContain("9223372036854775807");
  });

  test.each(['{"file_id":"123456789012345"}', "{}", "not JSON", '{"file_id":1.5}'])(
    "refuses %s",
    async (body) => {
      const { status, json } = await client.post("/v1/files/delete", body);
      expect(status).toBe(200);
      expect(json).toMatchObject({ base_resp: { status_code: 2013 } });
    },
  );
});

describe("paths", () => {
  test.each(["/v1/files", "/", "/v1/files/list/", "/v2/files/list", "/v1/files/upload", "/v1/models"])(
    "GET %s is gin's 404 in plain text",
    async (path) => {
      const { status, headers, text } = await client.get(path);
      expect(status).toBe(404);
      expect(headers.get("content-type")).toBe("text/plain");
      expect(text).toBe("404 page not found");
    },
  );
});

describe("keys", () => {
  const expected = [
    [
      "",
      1004,
      "login fail: Please carry the API secret key in the 'Authorization' field of the request header",
    ],
    ["sk-wrong", 2049, "invalid api key"],
    ["sk-api-other-region", 2049, "invalid api key"],
  ] as const;

  test.each(expected)("key %j is refused with %i and HTTP 200", async (key, status_code, status_msg) => {
    const { status, headers, json } = await new SandboxClient(sandbox, key).get("/v1/files/list");
    expect(status).toBe(200);
    expect(headers.get("trace-id")).not.toBeNull();
    expect(json).toEqual({ base_resp: { status_code, status_msg } });
    expect(sandbox.count("list")).toBe(0);
  });

  test("a GroupId, obsolete, is refused", async () => {
    const { json } = await client.get("/v1/files/list?GroupId=1");
    expect(json).toMatchObject({
      base_resp: { status_code: 1004, status_msg: "login fail: token not match group" },
    });
  });
});
