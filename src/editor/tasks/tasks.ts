import * as vscode from "vscode";
import { TaskWatcher } from "../../catalog/tasks/taskWatcher.ts";
import { afterAnswer, stop, taskKey, watch, type WatchedTask } from "../../catalog/tasks/watchedTask.ts";
import type { TaskKind, TaskState } from "../../platform/platform.ts";
import { DisposableStore, type Disposable } from "../../shared/disposable.ts";
import type { Connection } from "../connections/connection.ts";
import type { HandlersFor } from "../commands.ts";
import type { Platforms } from "../platforms.ts";
import { taskMaximumAge } from "../settings.ts";
import { ConnectionGoneError } from "../transfers/connectionGoneError.ts";
import { queryFailure } from "./queryFailure.ts";
import { taskCommands, type TaskCommand } from "./taskCommands.ts";
import { endTask, type TaskEndParts } from "./taskEnd.ts";
import { TaskStore } from "./taskStore.ts";
import { TasksTree, type TaskNode } from "./tasksTree.ts";

interface TasksParts extends TaskEndParts {
  readonly view: vscode.TreeView<TaskNode>;
  readonly platforms: Platforms;
  /** Shared by all windows: a task is watched, not a window's task. */
  readonly state: vscode.Memento;
}

/** Everything that watches tasks: their store, the watcher, the view and the commands. */
export interface Tasks extends Disposable {
  readonly commands: HandlersFor<TaskCommand>;
  /** The rows of the view. */
  readonly rows: vscode.TreeDataProvider<TaskNode>;
  /** The tasks as stored, oldest first. */
  readonly all: readonly WatchedTask[];
  readonly watch: WatchTask;
  /** Takes all tasks of a connection off the list, and breaks off what is being asked about them. */
  readonly forget: (connectionId: string) => Promise<void>;
}

/**
 * Watches a task from now on; one that is watched already starts anew. With an answer that has just been had it is
 * not asked about at once, and one that is watched already grows no younger.
 */
export type WatchTask = (
  connection: Connection,
  kind: TaskKind,
  taskId: string,
  answer?: TaskState,
) => Promise<void>;

/** Windows that are not in front ask this much later, milliseconds, each at a moment of its own. */
const backgroundLateness = 1000 + Math.random() * 2000;

export function createTasks(parts: TasksParts): Tasks {
  const { store, platforms, clock, log } = parts;
  const owned = new DisposableStore();
  const tasks = owned.add(new TaskStore(parts.state));
  const onEnd = (task: WatchedTask): void => {
    endTask(parts, task).catch((error: unknown) => {
      log.error(`After the end of task ${task.taskId}: ${String(error)}`);
    });
  };
  const watcher = owned.add(
    new TaskWatcher({
      tasks,
      query: (task, signal) => {
        const connection = store.find(task.connectionId);
        return connection === undefined
          ? Promise.reject(new ConnectionGoneError())
          : platforms.of(connection).queryTask(task.kind, task.taskId, { signal, once: true });
      },
      failureOf: (error, task) => queryFailure(error, store.find(task.connectionId)),
      maximumAge: taskMaximumAge,
      lateness: () => (vscode.window.state.focused ? 0 : backgroundLateness),
      onEnd,
      clock,
      log,
    }),
  );
  owned.add(
    tasks.onDidChange(() => {
      watcher.wake();
    }),
  );
  const forget = (id: string): Promise<void> => {
    const gone = tasks.all.filter(({ connectionId }) => connectionId === id);
    return tasks.remove(new Set(gone.map(taskKey)));
  };
  owned.add(
    store.onDidRemove(({ id }) => {
      forget(id).catch((error: unknown) => {
        log.error(`Forgetting tasks failed: ${String(error)}`);
      });
    }),
  );
  void watcher.run();

  const follow: WatchTask = async (connection, kind, taskId, answer) => {
    const begun = watch({ connectionId: connection.id, taskId, kind }, clock.now());
    if (answer === undefined) {
      await tasks.add(begun);
      return;
    }
    const known = tasks.find(taskKey(begun));
    const goesOn = known?.state.kind === "watching" && known.kind === kind;
    const task = afterAnswer(goesOn ? known : begun, answer, clock.now());
    await tasks.add(task);
    if (task.state.kind !== "watching") {
      onEnd(task);
    }
  };
  const tree = owned.add(new TasksTree({ view: parts.view, tasks, store, formats: parts.formats, clock }));
  return {
    get all() {
      return tasks.all;
    },
    rows: tree,
    watch: follow,
    forget,
    commands: taskCommands({
      store,
      platforms,
      tree,
      show: parts.show,
      watch: follow,
      stop: async (task) => {
        // As it is now: it may have ended while another was stopped.
        const known = tasks.find(taskKey(task));
        if (known !== undefined) {
          await tasks.replace(stop(known, "user", clock.now()));
        }
      },
      remove: (removed) => tasks.remove(new Set(removed.map(taskKey))),
      removeEnded: () =>
        tasks.remove(new Set(tasks.all.filter(({ state }) => state.kind !== "watching").map(taskKey))),
    }),
    dispose: () => {
      owned.dispose();
    },
  };
}
