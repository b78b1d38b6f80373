import * as vscode from "vscode";
import { parseTaskId } from "../../catalog/tasks/taskId.ts";
import type { TaskKind, TaskState } from "../../platform/platform.ts";
import { withSignal } from "../cancellation.ts";
import type { Connection } from "../connections/connection.ts";
import { answer, connectionOf, explained, type ToolInput, type ToolWorld } from "./tool.ts";

export interface WatchTaskInput extends ToolInput {
  readonly task_id: string;
  readonly kind: TaskKind;
}

export interface WatchTaskWorld extends ToolWorld {
  readonly watch: (connection: Connection, kind: TaskKind, taskId: string) => Promise<void>;
}

/** Tells how a task stands, and has VS Code watch it where it is not over. Free, and nothing is written. */
export function watchTaskTool(world: WatchTaskWorld): vscode.LanguageModelTool<WatchTaskInput> {
  return {
    prepareInvocation: ({ input }) => ({
      invocationMessage: vscode.l10n.t("Watching MiniMax task {0}", input.task_id),
    }),
    invoke: async ({ input }, token) => {
      const connection = connectionOf(world, input);
      const { kind } = input;
      const taskId = parseTaskId(input.task_id);
      if (taskId === undefined) {
        throw new Error("task_id must be the id of one task.");
      }
      if (!world.files.platforms.offers(connection, kind === "video" ? "videoTask" : "speechTask")) {
        throw new Error(`${connection.name} does not offer queries of ${kind} tasks.`);
      }
      const platform = world.files.platforms.of(connection);
      const state = await withSignal(token, (signal) =>
        explained(connection, () => platform.queryTask(kind, taskId, { signal })),
      );
      const watched = !isOver(state);
      if (watched) {
        await world.watch(connection, kind, taskId);
      }
      return answer({
        task_id: taskId,
        status: state.rawStatus,
        file_id: state.fileId ?? null,
        ...(state.failure === undefined ? {} : { failure: state.failure }),
        watched,
      });
    },
  };
}

function isOver({ phase }: TaskState): boolean {
  return phase === "succeeded" || phase === "failed" || phase === "expired";
}
