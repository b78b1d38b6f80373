import { beforeEach, expect, it, vi } from "vitest";
import type * as vscode from "vscode";
import { Transfers } from "../../../../src/editor/transfers/transfers.ts";
import { systemClock } from "../../../../src/shared/clock.ts";
import type { Log } from "../../../../src/shared/log.ts";
import { silentLog } from "../../../../src/shared/log.ts";
import type { DownloadTransferJob, TransferResult } from "../../../../src/transfer/queue/transfer.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));
const engines = vi.hoisted(() => ({ discardPartial: vi.fn<() => Promise<void>>() }));
vi.mock("../../../../src/transfer/download/partialFile.ts", () => engines);

const job: DownloadTransferJob = {
  kind: "download",
  connectionId: "c1",
  fileId: "1",
  filename: "take.mp3",
  purpose: undefined,
  size: undefined,
  target: "/downloads/take.mp3",
  conflict: "fail",
};
const started: string[] = [];

beforeEach(() => {
  started.length = 0;
  engines.discardPartial.mockReset();
});

/** Transfers that run until they are cancelled. */
function open(log: Log = silentLog, saved?: unknown): Transfers {
  return new Transfers({
    run: ({ id }, { signal }) => {
      started.push(id);
      return new Promise<TransferResult>((_, reject) => {
        signal.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
      });
    },
    state: { get: () => saved, update: () => Promise.resolve() } as unknown as vscode.Memento,
    clock: systemClock,
    log,
  });
}

async function cancelOne({ queue }: Transfers): Promise<void> {
  const id = queue.add(job);
  await expect.poll(() => started).toContain(id);
  queue.cancel(id);
  await expect.poll(() => engines.discardPartial).toHaveBeenCalled();
}

it("a file that is wanted again starts when what a cancelled download has left is gone, not before", async () => {
  const removal = Promise.withResolvers<undefined>();
  engines.discardPartial.mockReturnValueOnce(removal.promise);
  const transfers = open();
  await cancelOne(transfers);

  const [again, elsewhere] = [job, { ...job, target: "/downloads/other.mp3" }].map((each) =>
    transfers.queue.add(each),
  );
  await expect.poll(() => started).toContain(elsewhere);
  expect(started).not.toContain(again);
  removal.resolve(undefined);
  await expect.poll(() => started).toContain(again);
  await transfers.close();
});

it("what cannot be removed after a cancel is told to the log, and is in nobody's way", async () => {
  const warn = vi.fn();
  engines.discardPartial.mockRejectedValueOnce(new Error("Another window is downloading to the same place"));
  const transfers = open({ ...silentLog, warn });
  await cancelOne(transfers);
  await expect.poll(() => warn).toHaveBeenCalledWith(expect.stringContaining("Another window"));

  const again = transfers.queue.add(job);
  await expect.poll(() => started).toContain(again);
  await transfers.close();
});

it("what a download has left that was cancelled as the window closed is removed by the next one", async () => {
  const reached = { transferred: 1, total: 2 };
  const saved = (id: string, state: object): object => ({ id, job, addedAt: 1, state });
  const states = {
    version: 1,
    transfers: [saved("a", { kind: "running", reached, stopping: "cancel" })],
  };
  const transfers = open(silentLog, states);
  await expect.poll(() => engines.discardPartial).toHaveBeenCalledOnce();
  await transfers.close();

  // Those that were cancelled in peace have been cleaned up: nothing is loaded for them.
  const later = open(silentLog, { version: 1, transfers: [saved("b", { kind: "cancelled", endedAt: 1 })] });
  await later.close();
  expect(engines.discardPartial).toHaveBeenCalledOnce();
});

it("what a failed download had received goes with its row, unless another download goes on with it", async () => {
  const saved = (id: string, state: object): object => ({ id, job, addedAt: 1, state });
  const failed = { kind: "failed", name: "DownloadError", reason: "network", endedAt: 1 };
  const both = [saved("a", failed), saved("b", { kind: "paused" }), saved("c", failed)];
  const transfers = open(silentLog, { version: 1, transfers: both });
  const [first, paused, second] = transfers.queue.transfers;
  await transfers.remove(first!);
  expect(engines.discardPartial).not.toHaveBeenCalled();
  expect(transfers.queue.transfers).toEqual([paused, second]);

  transfers.queue.cancel("b");
  await expect.poll(() => engines.discardPartial).toHaveBeenCalledOnce();
  await transfers.remove(second!);
  expect(engines.discardPartial).toHaveBeenCalledTimes(2);
  await transfers.close();
});

it("a window that closes waits until what a cancelled download has left is gone", async () => {
  const removal = Promise.withResolvers<undefined>();
  engines.discardPartial.mockReturnValueOnce(removal.promise);
  const transfers = open();
  await cancelOne(transfers);
  let closed = false;
  const closing = transfers.close().then(() => (closed = true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(closed).toBe(false);
  removal.resolve(undefined);
  await closing;
});
