import type { FileId } from "../../platform/fileRecord.ts";
import type { TaskKind, TaskState } from "../../platform/platform.ts";
import { delayAfterAnswer, delayAfterError } from "./pollPlan.ts";

/** A generation task that the user wants to follow to its end. Immutable: a change makes a new object. */
export interface WatchedTask {
  readonly connectionId: string;
  /** As the platform gave it: text, since ids exceed 2^53. */
  readonly taskId: string;
  readonly kind: TaskKind;
  /** When watching began, milliseconds since the Unix epoch: the platform tells no age. */
  readonly since: number;
  readonly state: WatchState;
}

/** All times are milliseconds since the Unix epoch. */
export type WatchState =
  | {
      readonly kind: "watching";
      /** When to ask next. */
      readonly nextAt: number;
      /** The last answer; `undefined` before the first. */
      readonly status: KnownStatus | undefined;
      /** Queries in a row that found the status unchanged. */
      readonly unchanged: number;
      /** Queries in a row that failed. */
      readonly failures: number;
      /** Why the last of them did, in words; `undefined` where none has failed. */
      readonly trouble: string | undefined;
    }
  | { readonly kind: "succeeded"; readonly fileId: FileId; readonly endedAt: number }
  /** The platform's own end: `reason` in its words, where it gives one. */
  | { readonly kind: "failed"; readonly reason: string | undefined; readonly endedAt: number }
  | { readonly kind: "expired"; readonly reason: string | undefined; readonly endedAt: number }
  /** The query itself is refused for good, for example since no task has the id: `reason` as the platform says. */
  | { readonly kind: "refused"; readonly reason: string; readonly endedAt: number }
  /** Nobody asks any more, though the task may go on. */
  | { readonly kind: "stopped"; readonly by: "user" | "age"; readonly endedAt: number };

/** What the platform last said of a task that has not ended. */
export interface KnownStatus {
  /** `unknown`: a word of the platform that this version does not know; it is shown, and asked on. */
  readonly phase: "waiting" | "running" | "unknown";
  readonly word: string;
}

/** Why a query failed, as far as it matters for asking again. */
export interface QueryFailure {
  /** True where the same question can never be answered otherwise. */
  readonly final: boolean;
  /** Seconds that the server wants us to wait. */
  readonly retryAfter: number | undefined;
  /** What happened, with the platform's words. */
  readonly message: string;
}

/**
 * Failed queries in a row after which a task that is too old is given up. Before, it may be a machine that has just
 * woken up and has no network yet.
 */
const lastChances = 5;

/** Tasks are one by their connection and id. */
export function taskKey({ connectionId, taskId }: Pick<WatchedTask, "connectionId" | "taskId">): string {
  return `${connectionId}/${taskId}`;
}

/** A task to be asked about at once. */
export function watch(task: Pick<WatchedTask, "connectionId" | "taskId" | "kind">, now: number): WatchedTask {
  const { connectionId, taskId, kind } = task;
  return { connectionId, taskId, kind, since: now, state: askAt(now) };
}

/** Notes that a query is under way, so that another window does not ask the same. */
export function claim(task: WatchedTask, now: number): WatchedTask {
  return task.state.kind === "watching"
    ? { ...task, state: { ...task.state, nextAt: now + delayAfterAnswer(task.state.unchanged) } }
    : task;
}

/** What an answer makes of a task. One that has been stopped meanwhile stays stopped. */
export function afterAnswer(task: WatchedTask, answer: TaskState, now: number): WatchedTask {
  return task.state.kind === "watching" ? { ...task, state: stateAfter(task.state, answer, now) } : task;
}

/** What a failed query makes of a task: asked again later, or given up where asking is no use. */
export function afterFailure(task: WatchedTask, failure: QueryFailure, now: number): WatchedTask {
  if (task.state.kind !== "watching") {
    return task;
  }
  if (failure.final) {
    return { ...task, state: { kind: "refused", reason: failure.message, endedAt: now } };
  }
  const failures = task.state.failures + 1;
  const nextAt = now + delayAfterError(failures, failure.retryAfter);
  return { ...task, state: { ...task.state, failures, nextAt, trouble: failure.message } };
}

/** Ends watching; an ended task is left as it is. */
export function stop(task: WatchedTask, by: "user" | "age", now: number): WatchedTask {
  return task.state.kind === "watching" ? { ...task, state: { kind: "stopped", by, endedAt: now } } : task;
}

/**
 * Ends watching what has just been asked about and has been watched for longer than `maximumAge`, milliseconds. Not
 * before: the task may have ended long ago, while the machine was off.
 */
export function stopIfTooOld(task: WatchedTask, maximumAge: number, now: number): WatchedTask {
  const { state, since } = task;
  const isAnswered = state.kind === "watching" && (state.failures === 0 || state.failures >= lastChances);
  return isAnswered && now - since >= maximumAge ? stop(task, "age", now) : task;
}

function stateAfter(
  before: Extract<WatchState, { kind: "watching" }>,
  { phase, rawStatus, fileId, failure }: TaskState,
  now: number,
): WatchState {
  switch (phase) {
    case "succeeded":
      if (fileId !== undefined) {
        return { kind: "succeeded", fileId, endedAt: now };
      }
      // Done, but the file's id is not there yet: ask on, it is the one thing that was waited for.
      return watching(before, { phase: "running", word: rawStatus }, now);
    case "failed":
    case "expired":
      return { kind: phase, reason: failure, endedAt: now };
    case "waiting":
    case "running":
    case "unknown":
      return watching(before, { phase, word: rawStatus }, now);
  }
}

function watching(
  before: Extract<WatchState, { kind: "watching" }>,
  status: KnownStatus,
  now: number,
): WatchState {
  const unchanged = before.status?.word === status.word ? before.unchanged + 1 : 0;
  const nextAt = now + delayAfterAnswer(unchanged);
  return { kind: "watching", status, unchanged, failures: 0, trouble: undefined, nextAt };
}

function askAt(nextAt: number): WatchState {
  return { kind: "watching", nextAt, status: undefined, unchanged: 0, failures: 0, trouble: undefined };
}
