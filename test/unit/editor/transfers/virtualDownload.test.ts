import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type * as vscode from "vscode";
import type { DownloadWorld } from "../../../../src/editor/transfers/downloadFile.ts";
import { createTransferRunner } from "../../../../src/editor/transfers/transferRunner.ts";
import { Transfers } from "../../../../src/editor/transfers/transfers.ts";
import type { Http } from "../../../../src/http/http.ts";
import { systemClock } from "../../../../src/shared/clock.ts";
import { silentLog } from "../../../../src/shared/log.ts";
import type { DownloadTransferJob, TransferState } from "../../../../src/transfer/queue/transfer.ts";
import { makeTempFolder, type TempFolder } from "../../../support/folders.ts";
import { ScriptedHttp, type Step } from "../../../support/scriptedHttp.ts";

/** A workspace that is on no disk. */
const workspace = vi.hoisted(() => ({
  files: new Map<string, string>(),
  refusal: undefined as Error | undefined,
}));

vi.mock("vscode", () => ({
  Uri: { parse: (text: string) => text },
  workspace: {
    getConfiguration: () => ({ inspect: () => undefined }),
    onDidChangeConfiguration: () => ({ dispose: () => undefined }),
    fs: {
      stat: (uri: string) =>
        workspace.files.has(uri) ? Promise.resolve({}) : Promise.reject(new Error("not found")),
      writeFile: (uri: string, bytes: Uint8Array) => {
        if (workspace.refusal !== undefined) {
          return Promise.reject(workspace.refusal);
        }
        workspace.files.set(uri, Buffer.from(bytes).toString());
        return Promise.resolve();
      },
    },
  },
}));

const uri = "memfs:/project/clip.mp4";
const answer = (body: string, length = body.length): Step => ({
  headers: { "content-length": String(length), etag: '"v1"' },
  body,
});

let storage: TempFolder;
let kept: Map<string, unknown>;
let windows: Transfers[];

beforeEach(() => {
  storage = makeTempFolder("staging");
  kept = new Map();
  windows = [];
  workspace.files.clear();
  workspace.refusal = undefined;
});

afterEach(async () => {
  await Promise.all(windows.map((transfers) => transfers.close()));
  storage.remove();
});

/** A window: what an earlier one kept is there. */
function openWindow(http: Http): Transfers {
  const state = {
    get: (key: string) => kept.get(key),
    update: (key: string, value: unknown) => {
      kept.set(key, JSON.parse(JSON.stringify(value)));
      return Promise.resolve();
    },
  };
  const world = {
    store: { find: () => ({ id: "c1", provider: "minimax-global", origin: "https://api.test" }) },
    platforms: { offers: () => false },
    retriever: {
      lastLive: () => ({
        file: { id: "1" },
        link: { url: new URL("https://cdn.test/x"), expiresAt: undefined },
      }),
    },
    network: {
      // The connection with the key, and without bounds, is for the platform alone.
      api: new ScriptedHttp(),
      linksOf: (origin: string) => (origin === "https://api.test" ? http : undefined),
    },
    clock: systemClock,
    log: silentLog,
  } as unknown as DownloadWorld & Parameters<typeof createTransferRunner>[0];
  const transfers = new Transfers({
    run: createTransferRunner(world),
    state: state as unknown as vscode.Memento,
    clock: systemClock,
    log: silentLog,
  });
  windows.push(transfers);
  return transfers;
}

function job(conflict: DownloadTransferJob["conflict"] = "fail"): DownloadTransferJob {
  return {
    kind: "download",
    connectionId: "c1",
    fileId: "1",
    filename: "clip.mp4",
    purpose: undefined,
    size: undefined,
    target: join(storage.path, "staging", "1", "clip.mp4"),
    deliverTo: uri,
    conflict,
  };
}

async function stateOnce<K extends TransferState["kind"]>(
  { queue }: Transfers,
  id: string,
  kind: K,
): Promise<Extract<TransferState, { kind: K }>> {
  await expect.poll(() => queue.get(id)?.state.kind, { timeout: 10_000 }).toBe(kind);
  return queue.get(id)?.state as Extract<TransferState, { kind: K }>;
}

const waiting = (): string[] => {
  const folder = join(storage.path, "staging");
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe("a download into a workspace that is on no disk", () => {
  it("ends in the workspace, and leaves nothing on the disk", async () => {
    const transfers = openWindow(new ScriptedHttp(answer("bytes")));
    const done = await stateOnce(transfers, transfers.queue.add(job()), "done");
    expect(done.result).toEqual({ kind: "download", path: uri, size: 5 });
    expect(workspace.files.get(uri)).toBe("bytes");
    expect(waiting()).toEqual([]);
  });

  it("ends there also when a reload came in between", async () => {
    const before = openWindow(new ScriptedHttp("hang"));
    const id = before.queue.add(job());
    await stateOnce(before, id, "running");
    await before.close();
    const after = openWindow(new ScriptedHttp(answer("bytes")));
    after.queue.resume(id);
    await stateOnce(after, id, "done");
    expect(workspace.files.get(uri)).toBe("bytes");
    expect(waiting()).toEqual([]);
  });

  it("is not fetched again when only the workspace had refused it", async () => {
    const http = new ScriptedHttp(answer("bytes"));
    const transfers = openWindow(http);
    workspace.refusal = Object.assign(new Error("read-only"), { code: "NoPermissions" });
    const id = transfers.queue.add(job());
    expect((await stateOnce(transfers, id, "failed")).failure.reason).toBe("readOnly");
    workspace.refusal = undefined;
    transfers.queue.retry(id);
    await stateOnce(transfers, id, "done");
    expect(http.requests).toHaveLength(1);
    expect(workspace.files.get(uri)).toBe("bytes");
    expect(waiting()).toEqual([]);
  });

  it("never replaces a file that appeared meanwhile, unless the user has agreed to lose it", async () => {
    const transfers = openWindow(new ScriptedHttp(answer("bytes"), answer("others")));
    workspace.files.set(uri, "mine");
    const refused = transfers.queue.add(job());
    expect((await stateOnce(transfers, refused, "failed")).failure.reason).toBe("targetExists");
    expect(workspace.files.get(uri)).toBe("mine");
    await transfers.remove(transfers.queue.get(refused)!);
    expect(waiting()).toEqual([]);
    await stateOnce(transfers, transfers.queue.add(job("replace")), "done");
    expect(workspace.files.get(uri)).toBe("others");
  });

  it("ends with a clear reason when it proves too large for memory, and leaves nothing", async () => {
    const transfers = openWindow(new ScriptedHttp(answer("bytes", 60 * 1024 * 1024)));
    const { failure } = await stateOnce(transfers, transfers.queue.add(job()), "failed");
    expect(failure.reason).toBe("tooLargeForWorkspace");
    expect(waiting()).toEqual([]);
    expect(workspace.files.size).toBe(0);
  });

  it("leaves nothing when it is cancelled", async () => {
    const transfers = openWindow(new ScriptedHttp("hang"));
    const id = transfers.queue.add(job());
    await expect.poll(waiting).toEqual(["1"]);
    transfers.queue.cancel(id);
    await stateOnce(transfers, id, "cancelled");
    await expect.poll(waiting).toEqual([]);
    expect(workspace.files.size).toBe(0);
  });
});
