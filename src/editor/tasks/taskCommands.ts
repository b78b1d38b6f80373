import * as vscode from "vscode";
import type { WatchedTask } from "../../catalog/tasks/watchedTask.ts";
import type { TaskKind } from "../../platform/platform.ts";
import { isCancellation } from "../../shared/cancellation.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import type { HandlersFor } from "../commands.ts";
import type { Connection } from "../connections/connection.ts";
import { connectionFor } from "../connections/connectionCommands.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { copyLines } from "../copyLines.ts";
import { showError } from "../errorText.ts";
import { commandIds, viewIds } from "../ids.ts";
import type { Platforms } from "../platforms.ts";
import { parseTaskId } from "../../catalog/tasks/taskId.ts";
import { askTaskId, askTaskKind } from "./askTask.ts";
import type { WatchTask } from "./tasks.ts";
import type { TasksTree } from "./tasksTree.ts";

export type TaskCommand =
  "watchTask" | "stopTask" | "watchTaskAgain" | "removeTask" | "clearTasks" | "showTaskFile" | "copyTaskId";

interface TaskCommandParts {
  readonly store: ConnectionStore;
  readonly platforms: Platforms;
  readonly tree: TasksTree;
  readonly show: (file: FileRef) => Promise<void>;
  readonly watch: WatchTask;
  readonly stop: (task: WatchedTask) => Promise<void>;
  readonly remove: (tasks: readonly WatchedTask[]) => Promise<void>;
  readonly removeEnded: () => Promise<void>;
}

/** The commands that watch tasks. "Watch Task…" takes id and connection from its caller, or asks for the id. */
export function taskCommands(parts: TaskCommandParts): HandlersFor<TaskCommand> {
  const { store, tree } = parts;
  const forEach =
    (act: (task: WatchedTask) => Promise<void>) =>
    async (...args: unknown[]): Promise<void> => {
      for (const task of tree.ofCommand(args)) {
        await act(task);
      }
    };
  return {
    [commandIds.watchTask]: (...args: unknown[]) => watchTask(parts, args[0], args[1]),
    [commandIds.stopTask]: forEach(parts.stop),
    [commandIds.watchTaskAgain]: forEach(async ({ connectionId, kind, taskId }) => {
      const connection = store.find(connectionId);
      if (connection !== undefined) {
        await parts.watch(connection, kind, taskId);
      }
    }),
    [commandIds.removeTask]: (...args: unknown[]) => parts.remove(tree.ofCommand(args)),
    [commandIds.clearTasks]: parts.removeEnded,
    [commandIds.showTaskFile]: forEach(async ({ connectionId, state }) => {
      if (state.kind === "succeeded") {
        await parts.show({ connectionId, fileId: state.fileId });
      }
    }),
    [commandIds.copyTaskId]: (...args: unknown[]) =>
      copyLines(tree.ofCommand(args).map(({ taskId }) => taskId)),
  };
}

async function watchTask(parts: TaskCommandParts, given: unknown, where: unknown): Promise<void> {
  const connection = await connectionFor(parts.store, where);
  if (connection === undefined) {
    return;
  }
  const offered = offeredKinds(parts.platforms, connection);
  if (offered.length === 0) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t("{0} does not offer task queries. Switch to a connection that does.", connection.name),
    );
    return;
  }
  const taskId = (typeof given === "string" ? parseTaskId(given) : undefined) ?? (await askTaskId());
  if (taskId === undefined) {
    return;
  }
  try {
    const asked = await askTaskKind(offered, parts.platforms.of(connection), taskId);
    if (asked !== undefined) {
      await parts.watch(connection, asked.kind, taskId, asked.answer);
      await vscode.commands.executeCommand(`${viewIds.tasks}.focus`, { preserveFocus: true });
    }
  } catch (error) {
    if (!isCancellation(error)) {
      showError(error, connection);
    }
  }
}

/** The kinds of task that a connection can be asked about: CometAPI knows video alone (api.md 7). */
export function offeredKinds(platforms: Platforms, connection: Connection): readonly TaskKind[] {
  const kinds: readonly TaskKind[] = ["video", "speech"];
  return kinds.filter((kind) => platforms.offers(connection, kind === "video" ? "videoTask" : "speechTask"));
}
