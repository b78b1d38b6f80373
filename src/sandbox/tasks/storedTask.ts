import type { TaskKind } from "../../platform/platform.ts";
import { isBoolean, isFiniteNumber, isObject, isOneOf, isString, isUnion } from "../../shared/guard.ts";

/** How a task is going to end. */
export type Ending =
  | { readonly kind: "success" }
  /** `code` and `message` become the `base_resp` of the query's answer. */
  | { readonly kind: "fail"; readonly code: number; readonly message: string }
  | { readonly kind: "expired" };

/** A generation task; its state follows from its age, so that nothing has to tick. */
export interface StoredTask {
  readonly id: string;
  readonly kind: TaskKind;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  /** Milliseconds until the end. */
  readonly duration: number;
  readonly ending: Ending;
  /** The id that the result has, or would have had. */
  readonly fileId: string;
  /** Whether the result has come into being: one that was deleted does not come back. */
  readonly produced: boolean;
}

/** Whether something read from disk is a task. */
export const isStoredTask = isObject<StoredTask>({
  id: isString,
  kind: isOneOf(["video", "speech"]),
  createdAt: isFiniteNumber,
  duration: isFiniteNumber,
  ending: isUnion<"kind", Ending>("kind", {
    success: isObject({ kind: isOneOf(["success"]) }),
    fail: isObject({ kind: isOneOf(["fail"]), code: isFiniteNumber, message: isString }),
    expired: isObject({ kind: isOneOf(["expired"]) }),
  }),
  fileId: isString,
  produced: isBoolean,
});

/** The status in the platform's words (api.md 6): the two kinds of task spell failure differently. */
export function taskStatus(task: StoredTask, now: number): string {
  const progress = (now - task.createdAt) / task.duration;
  if (progress < 1) {
    return task.kind === "speech" ? "Processing" : waitingStatus(progress);
  }
  switch (task.ending.kind) {
    case "success":
      return "Success";
    case "fail":
      return task.kind === "speech" ? "Failed" : "Fail";
    case "expired":
      return "Expired";
  }
}

function waitingStatus(progress: number): string {
  if (progress < 0.1) {
    return "Preparing";
  }
  return progress < 0.3 ? "Queueing" : "Processing";
}
