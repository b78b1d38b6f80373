import { expect, test } from "vitest";
import { NetworkError } from "../../../../src/http/http.ts";
import { restoreTransfers, type RestoreOptions } from "../../../../src/transfer/queue/restore.ts";
import { snapshotOf } from "../../../../src/transfer/queue/snapshot.ts";
import type { Transfer, TransferJob, TransferState } from "../../../../src/transfer/queue/transfer.ts";
import { downloadJob, uploadJob } from "./support.ts";

const options: RestoreOptions = { resumeDownloads: false, now: 5000 };
const reached = { transferred: 40, total: 100 };
const running: TransferState = {
  kind: "running",
  progress: { phase: "receiving", ...reached, bytesPerSecond: 7, secondsLeft: 9 },
  stopping: undefined,
};

/** Through JSON and back, as the editor's state does it. */
function reload(job: TransferJob, state: TransferState, given = options): Transfer["state"] | undefined {
  const transfer: Transfer = { id: "t1", job, addedAt: 3, state };
  const json: unknown = JSON.parse(JSON.stringify(snapshotOf([transfer])));
  const [restored] = restoreTransfers(json, given);
  expect(restored).toMatchObject({ id: "t1", addedAt: 3 });
  return restored?.state;
}

test("a download that ran waits for the user after a reload, with what it had reached", () => {
  expect(reload(downloadJob(), running)).toEqual({ kind: "paused", by: "reload", reached });
});

test("a download that ran or waited goes on by itself where the user wants that", () => {
  const automatic = { ...options, resumeDownloads: true };
  expect(reload(downloadJob(), running, automatic)).toEqual({ kind: "queued", reached });
  expect(reload(downloadJob(), { kind: "queued", reached: undefined }, automatic)).toMatchObject({
    kind: "queued",
  });
});

test("a download that the user paused stays paused in any case", () => {
  const state: TransferState = { kind: "paused", by: "user", reached };
  expect(reload(downloadJob(), state, { ...options, resumeDownloads: true })).toEqual(state);
});

test.each([true, false])(
  "an upload that ran counts as failed after a reload and is never queued (resume: %s)",
  (resumeDownloads) => {
    expect(reload(uploadJob(), running, { ...options, resumeDownloads })).toMatchObject({
      kind: "failed",
      failure: { reason: "interrupted" },
      endedAt: 5000,
    });
  },
);

test.each([true, false])(
  "an upload that waited waits for the user's word (resume: %s)",
  (resumeDownloads) => {
    const state: TransferState = { kind: "queued", reached: undefined };
    expect(reload(uploadJob(), state, { ...options, resumeDownloads })).toMatchObject({
      kind: "paused",
      by: "reload",
    });
  },
);

test.each<TransferState>([
  { kind: "done", result: { kind: "download", path: "/x", size: 9 }, endedAt: 4 },
  {
    kind: "done",
    result: { kind: "upload", fileId: "123456789012345678", resolvedByList: true },
    endedAt: 4,
  },
  { kind: "cancelled", endedAt: 4 },
])("a transfer that has ended stays as it was: %o", (state) => {
  expect(reload(downloadJob(), state)).toEqual(state);
});

test.each([
  ["cancel", downloadJob(), { kind: "cancelled", endedAt: 5000 }],
  ["cancel", uploadJob(), { kind: "cancelled", endedAt: 5000 }],
  ["pause", downloadJob(), { kind: "paused", by: "user", reached }],
] as const)(
  "a transfer that was to %s when the window closed is not taken up again",
  (stopping, job, expected) => {
    const state: TransferState = { ...running, stopping };
    expect(reload(job, state, { ...options, resumeDownloads: true })).toEqual(expected);
  },
);

test("a failure keeps its kind, and no word that a server or a link may have put into it", () => {
  const error = new NetworkError("reset", "bucket.example", {
    message: "https://bucket.example/x?Signature=secret sk-secret",
  });
  const state: TransferState = {
    kind: "failed",
    failure: { name: error.name, reason: error.reason, error },
    reached,
    endedAt: 4,
  };
  const transfer: Transfer = { id: "t1", job: downloadJob(), addedAt: 3, state };
  expect(JSON.stringify(snapshotOf([transfer]))).not.toMatch(/secret|https|bucket/);
  expect(reload(downloadJob(), state)).toEqual({
    ...state,
    failure: { name: "NetworkError", reason: "reset", error: undefined },
  });
});

test.each([
  undefined,
  null,
  7,
  "x",
  {},
  { version: 2, transfers: [] },
  { version: 1 },
  { version: 1, transfers: 3 },
])("what is no snapshot restores nothing: %o", (snapshot) => {
  expect(restoreTransfers(snapshot, options)).toEqual([]);
});

test("an unreadable transfer is left out, the others are kept", () => {
  const good: Transfer = { id: "t1", job: uploadJob(), addedAt: 3, state: { kind: "cancelled", endedAt: 4 } };
  const { transfers } = snapshotOf([good]);
  const snapshot = {
    version: 1,
    transfers: [
      null,
      { ...transfers[0], state: { kind: "flying" } },
      { ...transfers[0], job: { kind: "upload" } },
      { ...transfers[0], id: 7 },
      ...transfers,
    ],
  };
  expect(restoreTransfers(snapshot, options)).toEqual([good]);
});
