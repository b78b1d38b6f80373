import * as vscode from "vscode";
import { parseTaskId } from "../../catalog/tasks/taskId.ts";
import type { TaskKind, TaskState } from "../../platform/platform.ts";
import { isObject, isOneOf, isOptional, isString } from "../../shared/guard.ts";
import { offeredKinds } from "../tasks/taskCommands.ts";
import type { WatchTask } from "../tasks/tasks.ts";
import { answer, connectionOf, explained, tool, type ToolInput, type ToolWorld } from "./tool.ts";

interface WatchTaskInput extends ToolInput {
  readonly task_id: string;
  readonly kind: TaskKind;
}

const isWatchTaskInput = isObject<WatchTaskInput>({
  task_id: isString,
  kind: isOneOf(["video", "speech"]),
  connection: isOptional(isString),
});

export interface WatchTaskWorld extends ToolWorld {
  readonly watch: WatchTask;
}

/** Tells how a task stands, and has VS Code watch it where it is not over. Free, and nothing is written. */
export function watchTaskTool(world: WatchTaskWorld): vscode.LanguageModelTool<WatchTaskInput> {
  return tool(isWatchTaskInput, {
    prepare: (input) => ({
      invocationMessage: vscode.l10n.t("Watching MiniMax task {0}", taskIdOf(input)),
    }),
    run: async (input, signal) => {
      const connection = connectionOf(world, input);
      const { kind } = input;
      const taskId = taskIdOf(input);
      if (!offeredKinds(world.files.platforms, connection).includes(kind)) {
        throw new Error(`${connection.name} does not offer queries of ${kind} tasks.`);
      }
      const state = await explained(connection, () =>
        world.files.platforms.of(connection).queryTask(kind, taskId, { signal }),
      );
      const watched = !isOver(state);
      if (watched) {
        await world.watch(connection, kind, taskId, state);
      }
      return answer({
        task_id: taskId,
        status: state.rawStatus,
        file_id: state.fileId ?? null,
        ...(state.failure === undefined ? {} : { failure: state.failure }),
        watched,
      });
    },
  });
}

/** @throws Error */
function taskIdOf({ task_id }: WatchTaskInput): string {
  const taskId = parseTaskId(task_id);
  if (taskId === undefined) {
    throw new Error("task_id must be the id of one task.");
  }
  return taskId;
}

/** Success counts once it names the file. */
function isOver({ phase, fileId }: TaskState): boolean {
  return phase === "failed" || phase === "expired" || (phase === "succeeded" && fileId !== undefined);
}
