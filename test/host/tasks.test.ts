import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { TaskWatcher } from "../../src/catalog/tasks/taskWatcher.ts";
import { taskKey, watch, type WatchedTask } from "../../src/catalog/tasks/watchedTask.ts";
import { TaskStore } from "../../src/editor/tasks/taskStore.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { silentLog } from "../../src/shared/log.ts";
import { taskAnswer } from "../support/tasks.ts";

/** A state store that outlives the objects that use it, as VS Code's own does; JSON is all that it keeps. */
class MemoryState implements vscode.Memento {
  readonly #values = new Map<string, string>();

  keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  get(key: string): undefined {
    const json = this.#values.get(key);
    // The interface promises whatever type its caller names.
    return json === undefined ? undefined : (JSON.parse(json) as undefined);
  }

  update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, JSON.stringify(value));
    return Promise.resolve();
  }
}

describe("watched tasks", () => {
  it("go on after a restart, from what was stored", async () => {
    const state = new MemoryState();
    const task = watch({ connectionId: "c", taskId: "176844028768320", kind: "video" }, Date.now());
    const before = new TaskStore(state);
    await before.add(task);
    before.dispose();

    const restored = new TaskStore(state);
    const ended = Promise.withResolvers<WatchedTask>();
    const watcher = new TaskWatcher({
      tasks: restored,
      query: () => Promise.resolve(taskAnswer({ phase: "succeeded", fileId: "362088325627994" })),
      failureOf: (error) => ({ final: true, retryAfter: undefined, message: String(error) }),
      maximumAge: () => Infinity,
      lateness: () => 0,
      onEnd: ended.resolve,
      clock: systemClock,
      log: silentLog,
    });
    void watcher.run();
    try {
      assert.equal((await ended.promise).taskId, task.taskId);
      assert.equal(new TaskStore(state).find(taskKey(task))?.state.kind, "succeeded");
    } finally {
      watcher.dispose();
      restored.dispose();
    }
  });
});
