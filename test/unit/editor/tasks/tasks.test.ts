import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { commandIds } from "../../../../src/editor/ids.ts";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import type { TaskNode } from "../../../../src/editor/tasks/tasksTree.ts";
import { createTasks, type Tasks } from "../../../../src/editor/tasks/tasks.ts";
import { PlatformError } from "../../../../src/platform/platformError.ts";
import type { TaskKind, TaskState } from "../../../../src/platform/platform.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { FakeClock } from "../../../support/fakeClock.ts";
import { shownMessages } from "../../../support/fakeVscode.ts";
import { FakeMemento } from "../../../support/host/fakeState.ts";
import { taskAnswer } from "../../../support/tasks.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

interface Query {
  readonly connectionId: string;
  readonly kind: TaskKind;
  readonly signal: AbortSignal;
  readonly answer: (state: TaskState) => void;
  readonly fail: (error: Error) => void;
}

const sandbox: Connection = { id: "sandbox", provider: "sandbox", name: "Sandbox", origin: "http://x" };
const account: Connection = { id: "account", provider: "minimax-global", name: "Mine", origin: "https://x" };

describe("the watched tasks of a window", () => {
  let clock: FakeClock;
  let queries: Query[];
  let errors: string[];
  let tasks: Tasks;

  beforeEach(() => {
    shownMessages.length = 0;
    clock = new FakeClock();
    queries = [];
    errors = [];
    const note = (text: string): void => void errors.push(text);
    const platformOf = ({ id }: Connection) => ({
      queryTask: (kind: TaskKind, _taskId: string, { signal }: { signal: AbortSignal }) =>
        new Promise<TaskState>((resolve, reject) => {
          signal.addEventListener("abort", () => {
            reject(signal.reason as Error);
          });
          queries.push({ connectionId: id, kind, signal, answer: resolve, fail: reject });
        }),
    });
    const world: Partial<Record<keyof Parameters<typeof createTasks>[0], unknown>> = {
      view: { visible: false },
      store: {
        find: (id: string) => [sandbox, account].find((connection) => connection.id === id),
        onDidRemove: () => ({ dispose: () => undefined }),
      },
      platforms: { of: platformOf },
      state: new FakeMemento(),
      formats: makeFormats("en"),
      clock,
      log: { debug: note, info: note, warn: note, error: note },
    };
    tasks = createTasks(world as unknown as Parameters<typeof createTasks>[0]);
  });

  afterEach(() => {
    tasks.dispose();
  });

  it("are forgotten by their connection, and the question that is under way ends in silence", async () => {
    await tasks.watch(sandbox, "video", "100001");
    await tasks.watch(account, "video", "200002");
    await clock.advance(500);
    await tasks.forget("sandbox");
    expect(tasks.all.map(({ taskId }) => taskId)).toEqual(["200002"]);
    expect(queries.map(({ connectionId, signal }) => [connectionId, signal.aborted])).toEqual([
      ["sandbox", true],
      ["account", false],
    ]);
    await clock.advance(60_000);
    expect(queries).toHaveLength(2);
    expect([...errors, ...shownMessages]).toEqual([]);
  });

  it("are asked about as the kind that was said last: what is said of the other kind counts no more", async () => {
    await tasks.watch(account, "video", "200002");
    await clock.advance(10);
    await tasks.watch(account, "speech", "200002");
    queries[0]?.fail(new PlatformError("notFound", "no such task", { status: 200, retryable: false }));
    await clock.advance(1000);
    expect(queries.map(({ kind, signal }) => [kind, signal.aborted])).toEqual([
      ["video", true],
      ["speech", false],
    ]);
    expect(tasks.all).toMatchObject([{ kind: "speech", state: { kind: "watching" } }]);
    expect(shownMessages).toEqual([]);
  });

  it("take an answer that was had as another kind as the beginning of that kind", async () => {
    await tasks.watch(account, "video", "200002");
    await tasks.watch(account, "speech", "200002", taskAnswer());
    expect(tasks.all).toMatchObject([{ kind: "speech", state: { status: { phase: "running" } } }]);
  });

  it("stay as they ended where the end comes just before they are stopped", async () => {
    await tasks.watch(account, "video", "100001");
    await tasks.watch(account, "video", "200002");
    await clock.advance(500);
    const [newest, oldest] = (tasks.rows.getChildren() ?? []) as TaskNode[];
    const stopped = tasks.commands[commandIds.stopTask](oldest, [oldest, newest]);
    queries[1]?.answer(taskAnswer({ phase: "failed", failure: "output new_sensitive" }));
    await stopped;
    expect(tasks.all.map(({ state }) => state.kind)).toEqual(["stopped", "failed"]);
  });
});
