import { beforeEach, describe, expect, it, vi } from "vitest";
import { watch, type WatchedTask, type WatchState } from "../../../../src/catalog/tasks/watchedTask.ts";
import type { RememberedFile } from "../../../../src/catalog/rememberedFile.ts";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import { endTask, type TaskEndParts } from "../../../../src/editor/tasks/taskEnd.ts";
import type { FileRecord } from "../../../../src/platform/fileRecord.ts";
import { PlatformError } from "../../../../src/platform/platformError.ts";
import type { ProviderId } from "../../../../src/platform/provider.ts";
import { CancelledError } from "../../../../src/shared/cancellation.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { silentLog } from "../../../../src/shared/log.ts";
import { FakeClock } from "../../../support/fakeClock.ts";
import { pressedButtons, shownMessages } from "../../../support/fakeVscode.ts";

const user = vi.hoisted(() => ({
  settings: new Map<string, unknown>(),
  folders: [{}] as object[] | undefined,
}));

vi.mock("vscode", async () => ({
  ...(await import("../../../support/fakeVscode.ts")),
  workspace: {
    getConfiguration: (section: string) => ({
      inspect: (name: string) => ({ globalValue: user.settings.get(`${section}.${name}`) }),
    }),
    get workspaceFolders() {
      return user.folders;
    },
  },
}));

const fileId = "362088325627994";
const named: FileRecord = {
  id: fileId,
  filename: "output.mp4",
  purpose: "video_generation",
  size: undefined,
  createdAt: 1,
  extra: {},
};

function ended(state: WatchState): WatchedTask {
  return { ...watch({ connectionId: "c", taskId: "176844028768320", kind: "video" }, 0), state };
}

const succeeded = ended({ kind: "succeeded", fileId, endedAt: 1 });

/** @param live what this session has retrieved already */
function scene(
  provider: ProviderId,
  retrieve = () => Promise.resolve({ file: named }),
  live?: { readonly file: FileRecord },
) {
  const connection: Connection = { id: "c", provider, name: "Mine", origin: "https://x" };
  const done: string[] = [];
  const parts = {
    store: { find: () => connection },
    library: {
      of: () => ({
        remember: ({ record, source }: RememberedFile) => {
          done.push(`remember ${record.id} "${record.filename}" from a ${source}`);
          return Promise.resolve();
        },
      }),
    },
    retriever: {
      lastLive: () => live,
      retrieve: () => {
        done.push("retrieve");
        return retrieve();
      },
    },
    reveal: () => {
      done.push("reveal");
      return Promise.resolve();
    },
    show: () => {
      done.push("show");
      return Promise.resolve();
    },
    download: (wishes: readonly { readonly file: FileRecord }[], conflict = "ask") => {
      done.push(...wishes.map(({ file }) => `download "${file.filename}", ${conflict}`));
      return Promise.resolve();
    },
    formats: makeFormats("en"),
    clock: new FakeClock(),
    log: silentLog,
  };
  return { done, parts: parts as unknown as TaskEndParts };
}

const note = (name: string): string => `remember ${fileId} "${name}" from a task`;

beforeEach(() => {
  pressedButtons.clear();
  shownMessages.length = 0;
  user.settings.clear();
  user.folders = [{}];
});

describe("the end of a task", () => {
  it("keeps the file's id before any call, and then its name where the call is free", async () => {
    const { parts, done } = scene("minimax-global");
    await endTask(parts, succeeded);
    expect(done).toEqual([note(""), "retrieve", note("output.mp4"), "reveal"]);
    expect(shownMessages).toEqual([`Video task 176844028768320 is done: file ${fileId}.`]);
  });

  it("makes no call unasked where that costs", async () => {
    const { parts, done } = scene("cometapi");
    await endTask(parts, succeeded);
    expect(done).toEqual([note(""), "reveal"]);
  });

  it("pays for a download on the user's word alone: the button, and the price", async () => {
    const { parts, done } = scene("cometapi");
    pressedButtons.add("Download");
    await endTask(parts, succeeded);
    expect(done).toEqual([note(""), "reveal"]);
    expect(shownMessages.at(-1)).toContain("paid call");
    pressedButtons.add("Spend $0.004");
    await endTask(parts, succeeded);
    expect(done.slice(2)).toEqual([note(""), "reveal", "retrieve", 'download "output.mp4", ask']);
  });

  it("pays no second time for a link that the user has got while the download was offered", async () => {
    const { parts, done } = scene("cometapi", undefined, { file: named });
    pressedButtons.add("Download");
    await endTask(parts, succeeded);
    expect(shownMessages).toHaveLength(1);
    expect(done).toEqual([note(""), "reveal", 'download "output.mp4", ask']);
  });

  it("downloads unasked where the user has chosen so, beside what is there", async () => {
    user.settings.set("minimaxFiles.tasks.downloadWhenDone", true);
    const { parts, done } = scene("minimax-global");
    await endTask(parts, succeeded);
    expect(done.at(-1)).toBe('download "output.mp4", keepBoth');
    expect(shownMessages).toEqual([]);
  });

  it("offers the download in place of a question out of nowhere where no folder is known", async () => {
    user.settings.set("minimaxFiles.tasks.downloadWhenDone", true);
    const { parts, done } = scene("minimax-global");
    for (const folders of [undefined, [], [{}, {}]]) {
      user.folders = folders;
      await endTask(parts, succeeded);
    }
    expect(done.filter((act) => act.startsWith("download"))).toEqual([]);
    expect(shownMessages).toHaveLength(3);
    user.settings.set("minimaxFiles.download.folder", "/downloads");
    await endTask(parts, succeeded);
    expect(done.at(-1)).toBe('download "output.mp4", keepBoth');
  });

  it("tells why a download that the user wanted cannot be had", async () => {
    const gone = new PlatformError("notFound", "file not found", { status: 200, retryable: false });
    pressedButtons.add("Download");
    const failing = scene("minimax-global", () => Promise.reject(gone));
    await endTask(failing.parts, succeeded);
    expect(shownMessages.at(-1)).toContain("file not found");

    shownMessages.length = 0;
    const cancelled = scene("minimax-global", () => Promise.reject(new CancelledError()));
    await endTask(cancelled.parts, succeeded);
    expect(shownMessages).toHaveLength(1);
  });

  it("goes on where the row cannot be selected", async () => {
    const { parts, done } = scene("minimax-global");
    await endTask({ ...parts, reveal: () => Promise.reject(new Error("no such element")) }, succeeded);
    expect(done).toContain(note("output.mp4"));
    expect(shownMessages).toHaveLength(1);
  });

  it.each<[WatchState, string]>([
    [{ kind: "failed", reason: "output new_sensitive", endedAt: 1 }, "failed: output new_sensitive."],
    [{ kind: "expired", reason: undefined, endedAt: 1 }, "expired."],
    [{ kind: "refused", reason: "task not found", endedAt: 1 }, "cannot be watched: task not found."],
    [{ kind: "stopped", by: "age", endedAt: 1 }, "no longer watched: it took too long."],
    // A notification would make a link of it, and run the command.
    [{ kind: "failed", reason: "[x](command:y)", endedAt: 1 }, "failed: [x] (command:y)."],
  ])("tells a failure with the platform's reason: %j", async (state, text) => {
    const { parts, done } = scene("minimax-global");
    await endTask(parts, ended(state));
    expect(shownMessages).toEqual([`Video task 176844028768320: ${text}`]);
    expect(done).toEqual([]);
  });
});
