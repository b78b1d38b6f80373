import * as vscode from "vscode";
import { TaskWatcher } from "../../catalog/tasks/taskWatcher.ts";
import {
  stop,
  taskKey,
  watch,
  type QueryFailure,
  type WatchedTask,
} from "../../catalog/tasks/watchedTask.ts";
import { NetworkError } from "../../http/http.ts";
import type { TaskKind } from "../../platform/platform.ts";
import { PlatformError } from "../../platform/platformError.ts";
import { DisposableStore, type Disposable } from "../../shared/disposable.ts";
import type { Connection } from "../connections/connection.ts";
import { KeyMissingError } from "../connections/keyMissingError.ts";
import type { HandlersFor } from "../commands.ts";
import type { Platforms } from "../platforms.ts";
import { taskMaximumAge } from "../settings.ts";
import { taskCommands, type TaskCommand } from "./taskCommands.ts";
import { endTask, type TaskEndParts } from "./taskEnd.ts";
import { TaskStore } from "./taskStore.ts";
import { TasksTree } from "./tasksTree.ts";

interface TasksParts extends TaskEndParts {
  readonly platforms: Platforms;
  /** Shared by all windows: a task is watched, not a window's task. */
  readonly state: vscode.Memento;
}

/** Everything that watches tasks: their store, the watcher, the view and the commands. */
export interface Tasks extends Disposable {
  readonly commands: HandlersFor<TaskCommand>;
  /** The tasks as stored, oldest first. */
  readonly all: readonly WatchedTask[];
  /** Watches a task from now on; one that is watched already starts anew. */
  readonly watch: (connection: Connection, kind: TaskKind, taskId: string) => Promise<void>;
}

/** Windows that are not in front ask this much later, milliseconds, each at a moment of its own. */
const backgroundLateness = 1000 + Math.random() * 2000;

export function createTasks(parts: TasksParts): Tasks {
  const { store, platforms, clock, log } = parts;
  const owned = new DisposableStore();
  const tasks = owned.add(new TaskStore(parts.state));
  const watcher = owned.add(
    new TaskWatcher({
      tasks,
      query: (task, signal) => {
        const connection = store.find(task.connectionId);
        return connection === undefined
          ? Promise.reject(new Error(vscode.l10n.t("its connection has been removed")))
          : platforms.of(connection).queryTask(task.kind, task.taskId, { signal });
      },
      failureOf,
      maximumAge: taskMaximumAge,
      lateness: () => (vscode.window.state.focused ? 0 : backgroundLateness),
      onEnd: (task) => {
        endTask(parts, task).catch((error: unknown) => {
          log.error(`After the end of task ${task.taskId}: ${String(error)}`);
        });
      },
      clock,
    }),
  );
  owned.add(
    tasks.onDidChange(() => {
      watcher.wake();
    }),
  );
  owned.add(
    store.onDidRemove(({ id }) => {
      const gone = tasks.all.filter(({ connectionId }) => connectionId === id);
      tasks.remove(new Set(gone.map(taskKey))).catch((error: unknown) => {
        log.error(`Forgetting tasks failed: ${String(error)}`);
      });
    }),
  );
  void watcher.run();

  const follow = (connection: Connection, kind: TaskKind, taskId: string): Promise<void> =>
    tasks.add(watch({ connectionId: connection.id, taskId, kind }, clock.now()));
  const tree = owned.add(new TasksTree({ tasks, store, formats: parts.formats, clock }));
  return {
    get all() {
      return tasks.all;
    },
    watch: follow,
    commands: taskCommands({
      store,
      platforms,
      tree,
      show: parts.show,
      watch: follow,
      stop: (task) => tasks.replace(stop(task, "user", clock.now())),
      remove: (removed) => tasks.remove(new Set(removed.map(taskKey))),
      removeEnded: () =>
        tasks.remove(new Set(tasks.all.filter(({ state }) => state.kind !== "watching").map(taskKey))),
    }),
    dispose: () => {
      owned.dispose();
    },
  };
}

/** A network that fails may come back, and so may a key; an id that the platform does not know stays unknown. */
function failureOf(error: unknown): QueryFailure {
  const message = error instanceof Error ? error.message : String(error);
  if (PlatformError.is(error)) {
    const { retryable, retryAfter } = error;
    return { retryable, retryAfter, message };
  }
  const retryable = NetworkError.is(error) || KeyMissingError.is(error);
  return { retryable, retryAfter: undefined, message };
}
