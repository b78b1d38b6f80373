import { afterEach, describe, expect, it } from "vitest";
import { TaskWatcher, type TaskShelf } from "../../../../src/catalog/tasks/taskWatcher.ts";
import { stop, taskKey, watch, type WatchedTask } from "../../../../src/catalog/tasks/watchedTask.ts";
import type { TaskState } from "../../../../src/platform/platform.ts";
import { silentLog } from "../../../../src/shared/log.ts";
import { FakeClock } from "../../../support/fakeClock.ts";
import { taskAnswer } from "../../../support/tasks.ts";

class Shelf implements TaskShelf {
  readonly tasks = new Map<string, WatchedTask>();

  get all(): readonly WatchedTask[] {
    return [...this.tasks.values()];
  }

  find(key: string): WatchedTask | undefined {
    return this.tasks.get(key);
  }

  replace(task: WatchedTask): Promise<void> {
    if (this.tasks.has(taskKey(task))) {
      this.tasks.set(taskKey(task), task);
    }
    return Promise.resolve();
  }

  add(taskId: string, now: number): WatchedTask {
    const task = watch({ connectionId: "c", taskId, kind: "speech" }, now);
    this.tasks.set(taskKey(task), task);
    return task;
  }
}

const watchers: TaskWatcher[] = [];

afterEach(() => {
  for (const watcher of watchers.splice(0)) {
    watcher.dispose();
  }
});

function start(
  shelf: Shelf,
  clock: FakeClock,
  answer: (task: WatchedTask, signal: AbortSignal) => Promise<TaskState> = () =>
    Promise.resolve(taskAnswer()),
  { maximumAge = Infinity, lateness = 0 } = {},
): { readonly asked: number[]; readonly ended: WatchedTask[]; readonly watcher: TaskWatcher } {
  const asked: number[] = [];
  const ended: WatchedTask[] = [];
  const watcher = new TaskWatcher({
    tasks: shelf,
    query: (task, signal) => {
      asked.push(clock.now());
      return answer(task, signal);
    },
    failureOf: (error) => ({ final: false, retryAfter: undefined, message: String(error) }),
    maximumAge: () => maximumAge,
    lateness: () => lateness,
    onEnd: (task) => ended.push(task),
    clock,
    log: silentLog,
  });
  watchers.push(watcher);
  void watcher.run();
  return { asked, ended, watcher };
}

describe("the watcher of tasks", () => {
  it("asks at once and then every ten seconds, until the end is told once", async () => {
    const clock = new FakeClock();
    const shelf = new Shelf();
    const task = shelf.add("1", clock.now());
    const begin = clock.now();
    const answers = [taskAnswer(), taskAnswer({ phase: "succeeded", fileId: "77" })];
    const { asked, ended } = start(shelf, clock, () => Promise.resolve(answers.shift() ?? taskAnswer()));
    await clock.advance(60_000);
    expect(asked.map((at) => at - begin)).toEqual([0, 10_000]);
    expect(ended.map(({ state }) => state.kind)).toEqual(["succeeded"]);
    expect(shelf.find(taskKey(task))?.state.kind).toBe("succeeded");
  });

  it("never exceeds ten queries a second, however many tasks are due", async () => {
    const clock = new FakeClock();
    const shelf = new Shelf();
    for (let index = 0; index < 50; index += 1) {
      shelf.add(String(index), clock.now());
    }
    const { asked } = start(shelf, clock);
    await clock.advance(30_000);
    expect(asked.length).toBeGreaterThanOrEqual(100);
    for (const [index, at] of asked.entries()) {
      expect(at - (asked[index - 10] ?? -Infinity)).toBeGreaterThanOrEqual(1000);
    }
  });

  it("asks once where several windows watch the same store: the one in front does", async () => {
    const clock = new FakeClock();
    const shelf = new Shelf();
    shelf.add("1", clock.now());
    const slowly = async (): Promise<TaskState> => {
      await clock.sleep(2000);
      return taskAnswer();
    };
    const first = start(shelf, clock, slowly);
    const second = start(shelf, clock, slowly, { lateness: 500 });
    await clock.advance(35_000);
    expect(first.asked).toHaveLength(3);
    expect(second.asked).toEqual([]);
  });

  it("goes on after a restart with what is stored", async () => {
    const clock = new FakeClock();
    const shelf = new Shelf();
    shelf.add("1", clock.now());
    const before = start(shelf, clock);
    await clock.advance(12_000);
    before.watcher.dispose();
    await clock.advance(3_600_000);
    const atRestart = clock.now();
    const after = start(shelf, clock);
    await clock.advance(1000);
    expect(before.asked).toHaveLength(2);
    expect(after.asked).toEqual([atRestart]);
  });

  it("waits longer and longer while queries fail", async () => {
    const clock = new FakeClock();
    const shelf = new Shelf();
    shelf.add("1", clock.now());
    const begin = clock.now();
    const { asked } = start(shelf, clock, () => Promise.reject(new Error("offline")));
    await clock.advance(80_000);
    expect(asked.map((at) => at - begin)).toEqual([0, 10_000, 30_000, 70_000]);
  });

  it("stops asking at the set age, and says so", async () => {
    const clock = new FakeClock();
    const shelf = new Shelf();
    const task = shelf.add("1", clock.now());
    const { asked, ended } = start(shelf, clock, undefined, { maximumAge: 25_000 });
    await clock.advance(300_000);
    expect(asked).toHaveLength(4);
    expect(shelf.find(taskKey(task))?.state).toMatchObject({ kind: "stopped", by: "age" });
    expect(ended).toHaveLength(1);
  });

  it("asks once more about a task that grew too old while the machine was off", async () => {
    const clock = new FakeClock();
    const shelf = new Shelf();
    const task = shelf.add("1", clock.now());
    await clock.advance(100_000);
    const done = taskAnswer({ phase: "succeeded", fileId: "77" });
    start(shelf, clock, () => Promise.resolve(done), { maximumAge: 25_000 });
    await clock.advance(1000);
    expect(shelf.find(taskKey(task))?.state.kind).toBe("succeeded");
  });

  it("cancels the query of a task that is stopped meanwhile, and of all when it is disposed", async () => {
    const clock = new FakeClock();
    const shelf = new Shelf();
    const first = shelf.add("1", clock.now());
    shelf.add("2", clock.now());
    const signals = new Map<string, AbortSignal>();
    const { watcher } = start(shelf, clock, (task, signal) => {
      signals.set(task.taskId, signal);
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
      });
    });
    await clock.advance(500);
    await shelf.replace(stop(first, "user", clock.now()));
    watcher.wake();
    expect([signals.get("1")?.aborted, signals.get("2")?.aborted]).toEqual([true, false]);
    watcher.dispose();
    await clock.advance(10);
    expect(signals.get("2")?.aborted).toBe(true);
    expect(shelf.find("c/2")?.state).toMatchObject({ kind: "watching", failures: 0 });
  });

  it("goes on when the store cannot be written, and does not ask the faster for it", async () => {
    const clock = new FakeClock();
    const shelf = new Shelf();
    shelf.add("1", clock.now());
    shelf.replace = () => Promise.reject(new Error("the disk is full"));
    const { asked } = start(shelf, clock);
    await clock.advance(60_000);
    expect(asked).toEqual([]);
    delete (shelf as Partial<Shelf>).replace;
    await clock.advance(20_000);
    expect(asked.length).toBeGreaterThan(0);
  });

  it("asks no more about a task that was stopped or removed, even by another window", async () => {
    const clock = new FakeClock();
    const shelf = new Shelf();
    const stopped = shelf.add("1", clock.now());
    const removed = shelf.add("2", clock.now());
    const { asked } = start(shelf, clock);
    await clock.advance(500);
    await shelf.replace(stop(stopped, "user", clock.now()));
    shelf.tasks.delete(taskKey(removed));
    await clock.advance(60_000);
    expect(asked).toHaveLength(2);
  });

  it("asks about a new task as soon as it is woken", async () => {
    const clock = new FakeClock();
    const shelf = new Shelf();
    const { asked, watcher } = start(shelf, clock);
    await clock.advance(1000);
    shelf.add("1", clock.now());
    watcher.wake();
    await clock.advance(10);
    expect(asked).toHaveLength(1);
  });
});
