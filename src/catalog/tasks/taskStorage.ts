import {
  isExactly,
  isFiniteNumber,
  isObject,
  isOneOf,
  isOptional,
  isString,
  isUnion,
  type Guard,
} from "../../shared/guard.ts";
import { isFileId } from "../../platform/fileId.ts";
import { taskKey, type KnownStatus, type WatchedTask, type WatchState } from "./watchedTask.ts";

/** Another version is read as empty, and overwritten: a later form needs a key of its own in the state store. */
const version = 1;

/** How many tasks are kept; beyond it the oldest of those that have ended are dropped. */
export const taskLimit = 200;

const isCount: Guard<number> = (value): value is number => isFiniteNumber(value) && value >= 0;
const isText: Guard<string> = (value): value is string => isString(value) && value !== "";

const ended = { reason: isOptional(isString), endedAt: isCount };

const isWatchState = isUnion<"kind", WatchState>("kind", {
  watching: isObject<Extract<WatchState, { kind: "watching" }>>({
    kind: isOneOf(["watching"]),
    nextAt: isCount,
    status: isOptional(
      isObject<KnownStatus>({ phase: isOneOf(["waiting", "running", "unknown"]), word: isString }),
    ),
    unchanged: isCount,
    failures: isCount,
    trouble: isOptional(isString),
  }),
  succeeded: isObject<Extract<WatchState, { kind: "succeeded" }>>({
    kind: isOneOf(["succeeded"]),
    fileId: (value): value is string => isString(value) && isFileId(value),
    endedAt: isCount,
  }),
  failed: isObject<Extract<WatchState, { kind: "failed" }>>({ kind: isOneOf(["failed"]), ...ended }),
  expired: isObject<Extract<WatchState, { kind: "expired" }>>({ kind: isOneOf(["expired"]), ...ended }),
  refused: isObject<Extract<WatchState, { kind: "refused" }>>({
    kind: isOneOf(["refused"]),
    reason: isString,
    endedAt: isCount,
  }),
  stopped: isObject<Extract<WatchState, { kind: "stopped" }>>({
    kind: isOneOf(["stopped"]),
    by: isOneOf(["user", "age"]),
    endedAt: isCount,
  }),
});

const isWatchedTask = isObject<WatchedTask>({
  connectionId: isText,
  taskId: isText,
  kind: isOneOf(["video", "speech"]),
  since: isCount,
  state: isWatchState,
});

const isStored = isObject<{ readonly version: number; readonly tasks: readonly unknown[] }>({
  version: isExactly(version),
  tasks: (value): value is readonly unknown[] => Array.isArray(value),
});

/** A plain value for the editor's state store, oldest first. */
export function tasksToJson(tasks: readonly WatchedTask[]): unknown {
  const surplus = Math.max(0, tasks.length - taskLimit);
  const dropped = new Set(tasks.filter(({ state }) => state.kind !== "watching").slice(0, surplus));
  return { version, tasks: tasks.filter((task) => !dropped.has(task)) };
}

/** Reads what was stored. Never throws: what is not understood is left out. */
export function tasksFromJson(stored: unknown): readonly WatchedTask[] {
  const tasks = isStored(stored) ? stored.tasks.filter(isWatchedTask) : [];
  return [...new Map(tasks.map((task) => [taskKey(task), task])).values()];
}
