import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { Connection } from "../../../src/editor/connections/connection.ts";
import { FileOperations } from "../../../src/editor/fileOperations.ts";
import { isCancellation } from "../../../src/shared/cancellation.ts";
import type { TransferJob } from "../../../src/transfer/queue/transfer.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

const connection: Connection = { id: "c", provider: "minimax-global", name: "Mine", origin: "https://x" };
const other: Connection = { ...connection, id: "d", name: "c" };
const record = { id: "7", filename: "a.mp4", purpose: "video_generation", size: 3, extra: {} };
const folder = mkdtempSync(join(tmpdir(), "minimax-operations-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The files of this session's answers, whose links live; no call is possible. */
const answers = new Map<string, object>();

/** Operations whose transfers end in one way, at once. */
function operations(
  end: object,
  {
    refresh = () => Promise.resolve(),
    transfers = [],
    listingState = { kind: "listed" },
  }: { refresh?: () => Promise<void>; transfers?: readonly object[]; listingState?: object } = {},
) {
  const jobs: TransferJob[] = [];
  const cancelled: string[] = [];
  const files = {
    refresh,
    listingState,
    catalog: new Map([
      ["60", { record: { ...record, id: "60", createdAt: 1 } }],
      ["7", { record }],
      ["61", { record: { ...record, id: "61", createdAt: 2 } }],
    ]),
  };
  const parts = {
    store: {
      all: [connection, other],
      active: other,
      find: (id: string) => [connection, other].find((one) => one.id === id),
    },
    library: { of: () => files, find: () => files },
    retriever: {
      lastLive: (_connection: unknown, id: string) =>
        answers.has(id) ? { file: answers.get(id) } : undefined,
      retrieve: () => Promise.reject(new Error("a call")),
    },
    transfers: {
      queue: {
        transfers,
        add: (job: TransferJob) => {
          jobs.push(job);
          return "t";
        },
        get: () => ({ id: "t", job: jobs[0], state: end }),
        onDidEnd: () => ({ dispose: () => undefined }),
        cancel: (id: string) => cancelled.push(id),
      },
    },
    describeFailure: () => ({ message: "The disk is full.", remedy: "Make room." }),
  };
  const made = new FileOperations(parts as unknown as ConstructorParameters<typeof FileOperations>[0]);
  return { made, jobs, cancelled };
}

describe("what programs may do with files", () => {
  it("tells a listing that failed from one without files, and begins with the newest", async () => {
    const error = new Error("no list");
    const failed = operations({}, { listingState: { kind: "failed", error } }).made;
    await expect(failed.list(connection)).rejects.toBe(error);
    expect((await operations({}).made.list(connection)).map(({ id }) => id)).toEqual(["61", "60", "7"]);
  });

  it("knows a connection by its id before its name, and takes the active one where none is named", () => {
    const { made } = operations({});
    const named = ["c", "d", "Mine", "mine", undefined].map((name) => made.connection(name)?.id);
    expect(named).toEqual(["c", "d", "c", undefined, "d"]);
  });

  it("lets go of a caller who goes away while the view's own listing goes on", async () => {
    const gone = new AbortController();
    const { made } = operations({}, { refresh: () => new Promise(() => undefined) });
    const listing = made.list(connection, gone.signal);
    const reason = new Error("the caller is gone");
    gone.abort(reason);
    await expect(listing).rejects.toBe(reason);
  });

  it("never overwrites: a name that is taken gets a number", async () => {
    writeFileSync(join(folder, "a.mp4"), "mine");
    const result = { kind: "download", path: "p", size: 3 };
    const { made, jobs } = operations({ kind: "done", result });
    expect(await made.download(connection, "7", folder)).toEqual(result);
    expect(jobs).toEqual([expect.objectContaining({ target: join(folder, "a (1).mp4"), conflict: "fail" })]);
  });

  it.each(["queued", "running", "paused", "failed"])(
    "leaves the name, and what was received, to another file whose download is %s",
    async (kind) => {
      const place = mkdtempSync(join(folder, "way-"));
      const job = { kind: "download", connectionId: "c", fileId: "6", target: join(place, "a.mp4") };
      const { made, jobs } = operations(
        { kind: "done", result: { kind: "download" } },
        { transfers: [{ id: "x", job, state: { kind } }] },
      );
      await made.download(connection, "7", place);
      expect(jobs).toEqual([expect.objectContaining({ target: join(place, "a (1).mp4") })]);
    },
  );

  it.each([
    ["8", "that was retrieved and then forgotten", "b.mp4"],
    ["9", "that the platform gave no name", ""],
  ])(
    "makes no second call, which may cost money, for the name of the file %s %s",
    async (id, _what, filename) => {
      const result = { kind: "download", path: "p", size: 3 };
      const { made, jobs } = operations({ kind: "done", result });
      answers.set(id, { ...record, id, filename });
      await made.download(connection, id, folder);
      expect(jobs).toEqual([expect.objectContaining({ fileId: id, filename })]);
    },
  );

  it("cancels the transfer of a caller who goes away, and begins none for one who has gone", async () => {
    const file = { path: "/a.mp4", filename: "a.mp4", purpose: "retrieval" };
    const reason = new Error("the caller is gone");
    const gone = new AbortController();
    const { made, jobs, cancelled } = operations({ kind: "running" });
    const upload = made.upload(connection, file, gone.signal);
    expect([jobs.length, cancelled]).toEqual([1, []]);
    gone.abort(reason);
    await expect(upload).rejects.toBe(reason);
    expect(cancelled).toEqual(["t"]);
    await expect(made.upload(connection, file, gone.signal)).rejects.toBe(reason);
    expect(jobs).toHaveLength(1);
  });

  it("tells a cancelled transfer from a failed one by the error's name", async () => {
    const cancelled: unknown = await operations({ kind: "cancelled" })
      .made.download(connection, "7", folder)
      .catch((error: unknown) => error);
    expect(isCancellation(cancelled)).toBe(true);
    await expect(
      operations({ kind: "failed", failure: {} }).made.download(connection, "7", folder),
    ).rejects.toMatchObject({ name: "TransferFailedError", message: "The disk is full. Make room." });
  });
});
