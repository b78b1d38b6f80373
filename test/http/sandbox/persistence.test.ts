import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TempFolder } from "../../support/folders.ts";
import { makeTempFolder } from "../../support/folders.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import { SandboxClient } from "../../support/sandboxClient.ts";

let folder: TempFolder;

beforeEach(() => {
  folder = makeTempFolder("sandbox");
});

afterEach(() => {
  folder.remove();
});

describe("a sandbox with a folder", () => {
  test("has the same files, tasks and bytes after a restart, and no second seed", async () => {
    const first = await startTestSandbox({ folder: folder.path });
    const client = new SandboxClient(first);
    await client.upload({ filename: "kept.txt", content: "kept" }, "retrieval");
    await client.post("/v1/files/delete", `{"file_id":${first.file("notes.txt").id}}`);
    const task = await first.addTask({ kind: "video", seconds: 0 });
    const before = first.files;
    await first.stop();

    const second = await startTestSandbox({ folder: folder.path });
    try {
      expect(second.files).toEqual(before);
      expect((await second.bytes(second.file("kept.txt"))).toString()).toBe("kept");
      const query = `/v1/query/video_generation?task_id=${task}`;
      expect((await new SandboxClient(second).get(query)).json).toMatchObject({ status: "Success" });
    } finally {
      await second.stop();
    }
  });

  test("never gives an id twice, also after a restart", async () => {
    const upload = async (): Promise<void> => {
      const sandbox = await startTestSandbox({ folder: folder.path, seed: false });
      await new SandboxClient(sandbox).upload({ filename: "a.txt", content: "" }, "retrieval");
      ids.push(...sandbox.files.map(({ id }) => id));
      await sandbox.stop();
    };
    const ids: string[] = [];
    await upload();
    await upload();
    expect(new Set(ids).size).toBe(2);
  });

  test("reset brings the seed back, and nothing else", async () => {
    const sandbox = await startTestSandbox({ folder: folder.path });
    try {
      const seeded = sandbox.files.map(({ filename }) => filename.replace(/^\d+/, ""));
      await new SandboxClient(sandbox).upload({ filename: "a.txt", content: "" }, "retrieval");
      await sandbox.misbehave({ at: "api", kind: "dead" });
      await sandbox.reset();
      expect(sandbox.files.map(({ filename }) => filename.replace(/^\d+/, ""))).toEqual(seeded);
      expect([sandbox.faults, sandbox.requests, sandbox.count("upload")]).toEqual([[], [], 0]);
    } finally {
      await sandbox.stop();
    }
  });

  test.each([
    ["of a later version", '{"version":99}', "not the state of a sandbox"],
    ["without its files", '{"version":1}', "not the state of a sandbox"],
    ["with a file that is none", '{"version":1,"linkSecret":"s","files":[null],"tasks":[]}', "not the state"],
    ["with a task that is none", '{"version":1,"linkSecret":"s","files":[],"tasks":[{}]}', "not the state"],
    ["without its secret", '{"version":1,"files":[],"tasks":[]}', "not the state"],
    ["that is cut off", '{"version":1,"fil', "sandbox.json is damaged: SyntaxError"],
  ])("refuses a state %s instead of overwriting it, until that is wished", async (_, state, message) => {
    const path = join(folder.path, "sandbox.json");
    await writeFile(path, state);
    await expect(startTestSandbox({ folder: folder.path })).rejects.toMatchObject({
      name: "UnreadableStateError",
      message: expect.stringContaining(message) as string,
    });
    expect(await readFile(path, "utf8")).toBe(state);
    await (await startTestSandbox({ folder: folder.path, afresh: true })).stop();
    const sandbox = await startTestSandbox({ folder: folder.path });
    expect(sandbox.file("notes.txt")).toBeDefined();
    await sandbox.stop();
  });

  test("keeps links expired that were made to expire: a restart would bring them back to life", async () => {
    const first = await startTestSandbox({ folder: folder.path });
    const link = await new SandboxClient(first).link(first.file("output_aigc.mp4").id);
    await first.expireLinks();
    await first.stop();
    const second = await startTestSandbox({ folder: folder.path });
    try {
      const { pathname, search } = new URL(link);
      expect((await fetch(new URL(pathname + search, second.linkOrigin))).status).toBe(403);
    } finally {
      await second.stop();
    }
  });
});

describe("a sandbox without a folder", () => {
  test("leaves nothing behind", async () => {
    const sandbox = await startTestSandbox();
    expect(existsSync(sandbox.folder)).toBe(true);
    await sandbox.stop();
    expect(existsSync(sandbox.folder)).toBe(false);
  });

  test("that cannot have its port says so and leaves nothing behind", async () => {
    const first = await startTestSandbox({ seed: false });
    const port = Number(new URL(first.origin).port);
    try {
      await expect(startTestSandbox({ seed: false, port })).rejects.toThrow("EADDRINUSE");
    } finally {
      await first.stop();
    }
  });
});
