import type { TaskState } from "../../src/platform/platform.ts";

/** An answer to a task query, as `Platform.queryTask` gives it. */
export function taskAnswer(answer: Partial<TaskState> = {}): TaskState {
  return {
    taskId: "176844028768320",
    phase: "running",
    rawStatus: "Processing",
    fileId: undefined,
    failure: undefined,
    raw: "{}",
    requestId: undefined,
    ...answer,
  };
}
