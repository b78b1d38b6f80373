import { parseBuffer } from "music-metadata";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import { SandboxClient } from "../../support/sandboxClient.ts";

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});

afterAll(() => sandbox.stop());

function bytes(filename: string): Promise<Buffer> {
  return sandbox.bytes(sandbox.file(filename));
}

describe("the seed", () => {
  test.each([
    ["greeting.mp3", 2],
    ["narrator.wav", 10],
    ["output_aigc.mp4", 2],
  ])("%s is a real recording of %i seconds", async (filename, seconds) => {
    const { format } = await parseBuffer(await bytes(filename));
    expect(format.hasAudio).toBe(true);
    expect(format.duration).toBeCloseTo(seconds, 0);
  });

  test("the pictures and documents begin and end as their formats want", async () => {
    const png = await bytes("first-frame.png");
    expect(png.toString("latin1", 1, 4)).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([320, 180]);
    const pdf = (await bytes("report.pdf")).toString("latin1");
    const table = Number(/startxref\n(\d+)/.exec(pdf)?.[1]);
    expect(pdf.slice(table, table + 4)).toBe("xref");
    expect(pdf.slice(Number(/^(\d{10}) 00000 n/m.exec(pdf)?.[1])).startsWith("1 0 obj")).toBe(true);
    const lines = (await bytes("requests.jsonl")).toString().trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { prompt: string }).prompt)).toContain("一只猫在弹钢琴");
  });

  test("has every purpose, one that nobody documents, the largest id and an old speech", () => {
    expect(new Set(sandbox.files.map(({ purpose }) => purpose))).toEqual(
      new Set([
        "voice_clone",
        "prompt_audio",
        "t2a_async_input",
        "video_understanding",
        "video_generation_input",
        "t2a_async",
        "video_generation",
        "retrieval",
        "customer_archive",
      ]),
    );
    expect(sandbox.file("output.mp4").id).toBe("9223372036854775807");
  });

  test("has tasks in every state", async () => {
    const { json } = await new SandboxClient(sandbox).get("/_sandbox/state");
    const tasks = json["tasks"] as { kind: string; status: string }[];
    expect(tasks.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      "speech Expired",
      "speech Success",
      "video Fail",
      "video Success",
      "video Preparing",
    ]);
  });

  test("can be a big catalog that takes no room", async () => {
    const other = await startTestSandbox({ seed: false });
    try {
      await other.seedMany(10_000);
      const { json } = await new SandboxClient(other).get("/v1/files/list");
      expect(json["files"]).toHaveLength(10_000);
      expect(new Set(other.files.map(({ id }) => id)).size).toBe(10_000);
    } finally {
      await other.stop();
    }
  });
});
