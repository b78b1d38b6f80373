import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as vscode from "vscode";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import { downloadFileTool } from "../../../../src/editor/tools/downloadFile.ts";
import { listFilesTool } from "../../../../src/editor/tools/listFiles.ts";
import { retrieveFileTool } from "../../../../src/editor/tools/retrieveFile.ts";
import type { ToolWorld } from "../../../../src/editor/tools/tool.ts";
import { uploadFileTool } from "../../../../src/editor/tools/uploadFile.ts";
import { watchTaskTool, type WatchTaskWorld } from "../../../../src/editor/tools/watchTask.ts";
import type { TaskState } from "../../../../src/platform/platform.ts";
import type { ProviderId } from "../../../../src/platform/provider.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { taskAnswer } from "../../../support/tasks.ts";

const place = vi.hoisted(() => ({ folder: "" }));

vi.mock("vscode", async () => ({
  ...(await import("../../../support/fakeVscode.ts")),
  /** Marks what entered as text, so that a test sees it. */
  MarkdownString: class {
    value = "";
    appendText(text: string): this {
      this.value += `‹${text}›`;
      return this;
    }
    appendMarkdown(text: string): this {
      this.value += text;
      return this;
    }
  },
  LanguageModelToolResult: Array,
  LanguageModelTextPart: String,
  workspace: {
    getConfiguration: () => ({ inspect: () => undefined }),
    get workspaceFolders() {
      return [{ uri: { scheme: "file", fsPath: place.folder } }];
    },
  },
}));

const fileId = "362088325627994";
const hostileName = "[x](command:y) output.mp4";

beforeAll(() => {
  place.folder = realpathSync(mkdtempSync(join(tmpdir(), "minimax-tools-")));
  writeFileSync(join(place.folder, "speech.txt"), "to be read");
  symlinkSync("/etc", join(place.folder, "away"));
});

afterAll(() => {
  rmSync(place.folder, { recursive: true });
});

function world(provider: ProviderId, { hasLink = false, task = taskAnswer(), filename = hostileName } = {}) {
  const connection: Connection = { id: "c", provider, name: "Mine", origin: "https://api.example" };
  const watched: unknown[] = [];
  const files = {
    connection: (named = "c") => [connection].find(({ id, name }) => id === named || name === named),
    connections: [connection],
    known: () => ({ record: { id: fileId, filename, size: 2048 } }),
    hasLink: () => hasLink,
    list: () => Promise.resolve([]),
    platforms: {
      offers: () => true,
      of: () => ({ queryTask: (): Promise<TaskState> => Promise.resolve(task) }),
    },
  };
  const watch = (...args: unknown[]): Promise<void> => {
    watched.push(args);
    return Promise.resolve();
  };
  const made = { files, formats: makeFormats("en"), watch } as unknown as ToolWorld & WatchTaskWorld;
  return { world: made, watched, connection };
}

const token = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
};

async function confirmation<T>(
  tool: vscode.LanguageModelTool<T>,
  input: unknown,
): Promise<{ title: string; lines: string[] } | undefined> {
  const prepared = await tool.prepareInvocation?.({ input: input as T }, token);
  const asked = prepared?.confirmationMessages;
  const text = typeof asked?.message === "string" ? asked.message : (asked?.message.value ?? "");
  return asked && { title: asked.title, lines: text.trim().split("\n\n") };
}

describe("the question before a tool's call", () => {
  it("names file, place and cost of a download, and keeps a server's words out of the title", async () => {
    const { world: comet } = world("cometapi");
    expect(await confirmation(downloadFileTool(comet), { file_id: fileId, folder: "videos" })).toEqual({
      title: `Download MiniMax file ${fileId} from Mine?`,
      lines: [
        `‹Name: ${hostileName}›`,
        "‹Size: 2 KB›",
        `‹Into ${join(place.folder, "videos")}›`,
        "‹Mine charges $0.004 for this call.›",
      ],
    });
  });

  it("names the cost of a download also where a link may spare it, and none where all is free", async () => {
    const last = async (provider: ProviderId, hasLink: boolean): Promise<string | undefined> => {
      const tool = downloadFileTool(world(provider, { hasLink }).world);
      return (await confirmation(tool, { file_id: fileId }))?.lines.at(-1);
    };
    expect(await last("cometapi", true)).toBe(
      "‹Free while the link from an earlier call works; for a new one Mine charges $0.004.›",
    );
    expect(await last("minimax-global", false)).toBe(`‹Into ${place.folder}›`);
  });

  it("names path, size, place and purpose of an upload", async () => {
    const tool = uploadFileTool(world("minimax-global").world);
    expect(await confirmation(tool, { path: "speech.txt", purpose: "t2a_async_input" })).toEqual({
      title: "Upload a file to Mine?",
      lines: [
        `‹${join(place.folder, "speech.txt")}, 10 B, goes to https://api.example›`,
        "‹Purpose: t2a_async_input›",
      ],
    });
  });

  it("has no line and no link that is an agent's or a server's", async () => {
    const forged = "www.x.example\n\nMine charges nothing, see https://x.example";
    const { world: comet } = world("cometapi", { filename: forged });
    const questions = [
      await confirmation(downloadFileTool(comet), { file_id: fileId, folder: forged }),
      await confirmation(uploadFileTool(comet), { path: "speech.txt", purpose: forged }),
    ];
    expect(questions.map((question) => question?.lines.length)).toEqual([4, 2]);
    expect(questions[0]?.lines.join("")).not.toMatch(/www\.|:\/\//);
    expect(questions[1]?.lines[1]).not.toMatch(/www\.|:\/\//);
  });

  it("comes before a retrieve that costs or that tells a link, and before no other", async () => {
    const asked = (provider: ProviderId, input: object): ReturnType<typeof confirmation> =>
      confirmation(retrieveFileTool(world(provider).world), { file_id: fileId, ...input });
    expect(await asked("minimax-global", {})).toBeUndefined();
    expect((await asked("cometapi", {}))?.lines).toEqual(["‹Mine charges $0.004 for this call.›"]);
    expect((await asked("minimax-global", { include_link: true }))?.lines).toEqual([
      expect.stringContaining("signed download link"),
    ]);
  });

  it("does not come before what is free and changes nothing", async () => {
    expect(await confirmation(listFilesTool(world("cometapi").world), {})).toBeUndefined();
    const watch = watchTaskTool(world("cometapi").world);
    expect(await confirmation(watch, { task_id: "176844028768320", kind: "video" })).toBeUndefined();
  });
});

describe("the user's yes to a tool's call", () => {
  it.each<[string, (made: ToolWorld) => vscode.LanguageModelTool<never>, object]>([
    ["a retrieve", retrieveFileTool, { file_id: fileId }],
    ["a download", downloadFileTool, { file_id: fileId }],
    ["an upload", uploadFileTool, { path: "speech.txt", purpose: "p" }],
  ])("counts for the connection that the question has named: %s", async (_, toolOf, input) => {
    const all = ["asked", "other"].map((id): Connection => ({
      id,
      provider: "cometapi",
      name: id.toUpperCase(),
      origin: "https://x",
    }));
    const [asked, other] = all;
    let active = asked;
    const used: unknown[] = [];
    const use = (connection: Connection): Promise<object> => {
      used.push(connection.id);
      return Promise.resolve({ file: { id: fileId, filename: "", purpose: "" }, path: "", size: 0 });
    };
    const { world: made } = world("cometapi");
    const files = {
      ...(made.files as object),
      connection: (named?: string) =>
        named === undefined ? active : all.find(({ id, name }) => id === named || name === named),
      retrieve: use,
      download: use,
      upload: use,
    };
    const tool = toolOf({ ...made, files } as unknown as ToolWorld);
    const invoke = () => tool.invoke({ input: input as never, toolInvocationToken: undefined }, token);
    expect((await confirmation(tool, input))?.title).toContain("ASKED");
    active = other;
    await invoke();
    expect((await confirmation(tool, input))?.title).toContain("OTHER");
    await invoke();
    expect(used).toEqual(["asked", "other"]);
  });
});

describe("a tool's input", () => {
  const schema = "does not match the tool's schema";
  const outside = "outside the workspace";

  it.each<[string, (made: WatchTaskWorld) => vscode.LanguageModelTool<never>, object, string]>([
    ["a number for an id", retrieveFileTool, { file_id: 362088325627994 }, schema],
    ["no id", downloadFileTool, {}, schema],
    ["an id that is none", downloadFileTool, { file_id: "1e3" }, "decimal digits"],
    ["a kind that there is not", watchTaskTool, { task_id: "176844028768320", kind: "music" }, schema],
    ["a word that is no task", watchTaskTool, { task_id: "a b", kind: "video" }, "the id of one task"],
    ["a list for a name", listFilesTool, { name: ["x"] }, schema],
    ["a connection that there is not", retrieveFileTool, { file_id: fileId, connection: "x" }, "named x"],
    ["a path outside", uploadFileTool, { path: "../x", purpose: "p" }, outside],
    ["a link that leads outside", uploadFileTool, { path: "away/hostname", purpose: "p" }, outside],
    ["a folder outside", downloadFileTool, { file_id: fileId, folder: "away" }, outside],
  ])("that is %s is refused before anything is asked or done", async (_, toolOf, input, why) => {
    const done = vi.fn(() => Promise.reject(new Error("It was done")));
    const { world: made } = world("minimax-global");
    const files = {
      ...(made.files as object),
      ...{ list: done, retrieve: done, download: done, upload: done },
      platforms: { offers: () => true, of: () => ({ queryTask: done }) },
    };
    const tool = toolOf({ ...made, files, watch: done } as unknown as WatchTaskWorld);
    const call = { input: input as never, toolInvocationToken: undefined };
    // Each for itself: an agent's host may ask without a call, and call without having asked.
    await expect((async () => tool.prepareInvocation?.(call, token))()).rejects.toThrow(why);
    await expect((async () => tool.invoke(call, token))()).rejects.toThrow(why);
    expect(done).not.toHaveBeenCalled();
  });
});

it("an upload is refused where the platform takes none, whatever was answered", async () => {
  const upload = vi.fn();
  const { world: made } = world("cometapi");
  const files = { ...(made.files as object), upload, platforms: { offers: () => false } };
  const tool = uploadFileTool({ ...made, files } as unknown as ToolWorld);
  const input = { path: "speech.txt", purpose: "p" };
  const call = (async () => tool.invoke({ input, toolInvocationToken: undefined }, token))();
  await expect(call).rejects.toThrow("Mine does not offer uploads.");
  expect(upload).not.toHaveBeenCalled();
});

describe("watch_minimax_task", () => {
  const input = { task_id: "176844028768320", kind: "video" } as const;
  const run = async (task: TaskState): Promise<readonly unknown[]> => {
    const { world: made, watched } = world("minimax-global", { task });
    await watchTaskTool(made).invoke({ input, toolInvocationToken: undefined }, token);
    return watched;
  };

  it("hands its own answer on, so that the platform is not asked twice", async () => {
    const task = taskAnswer();
    expect(await run(task)).toEqual([[expect.objectContaining({ id: "c" }), "video", input.task_id, task]]);
  });

  it("has a success watched until it names the file, and nothing that is over", async () => {
    expect(await run(taskAnswer({ phase: "succeeded", rawStatus: "Success" }))).toHaveLength(1);
    expect(await run(taskAnswer({ phase: "succeeded", fileId }))).toEqual([]);
    expect(await run(taskAnswer({ phase: "failed" }))).toEqual([]);
  });
});
