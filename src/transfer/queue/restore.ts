import {
  isBoolean,
  isFiniteNumber,
  isObject,
  isOneOf,
  isOptional,
  isString,
  isUnion,
} from "../../shared/guard.ts";
import { interrupted } from "./failure.ts";
import type { TransferAmount } from "./progress.ts";
import type { SavedState, SavedTransfer } from "./snapshot.ts";
import type { Transfer, TransferJob, TransferResult, TransferState } from "./transfer.ts";

export interface RestoreOptions {
  /** Whether downloads that were waiting or running go on by themselves; otherwise they wait for the user. */
  readonly resumeDownloads: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/**
 * The transfers of an earlier session, for a new queue to begin with. Uploads never go on by themselves: one that
 * was under way counts as failed, since it may have arrived. Whatever cannot be read is left out.
 */
export function restoreTransfers(snapshot: unknown, options: RestoreOptions): readonly Transfer[] {
  return isSnapshot(snapshot)
    ? snapshot.transfers.filter(isSavedTransfer).map(({ id, job, addedAt, state }) => ({
        id,
        job,
        addedAt,
        state: restored(job, state, options),
      }))
    : [];
}

function restored(job: TransferJob, state: SavedState, options: RestoreOptions): TransferState {
  switch (state.kind) {
    case "running":
      return stopped(job, state, options);
    case "queued":
      return waiting(job, state.reached, options);
    case "paused":
      return { kind: "paused", by: "user", reached: state.reached };
    case "failed": {
      const { name, reason, reached, endedAt } = state;
      return { kind: "failed", failure: { name, reason, error: undefined }, reached, endedAt };
    }
    case "done":
    case "cancelled":
      return state;
  }
}

/** A transfer that ran when the window went away. A wish that was on its way to the engine is still the wish. */
function stopped(
  job: TransferJob,
  { reached, stopping }: Extract<SavedState, { kind: "running" }>,
  options: RestoreOptions,
): TransferState {
  const endedAt = options.now;
  if (stopping === "cancel") {
    return { kind: "cancelled", endedAt };
  }
  if (job.kind === "upload") {
    return { kind: "failed", failure: interrupted, reached, endedAt };
  }
  return stopping === "pause" ? { kind: "paused", by: "user", reached } : waiting(job, reached, options);
}

function waiting(
  job: TransferJob,
  reached: TransferAmount | undefined,
  options: RestoreOptions,
): TransferState {
  return job.kind === "download" && options.resumeDownloads
    ? { kind: "queued", reached }
    : { kind: "paused", by: "reload", reached };
}

const isSnapshot = isObject<{ readonly version: 1; readonly transfers: readonly unknown[] }>({
  version: (value): value is 1 => value === 1,
  transfers: (value): value is readonly unknown[] => Array.isArray(value),
});

const isAmount = isObject<TransferAmount>({
  transferred: isFiniteNumber,
  total: isOptional(isFiniteNumber),
});

const isJob = isUnion<"kind", TransferJob>("kind", {
  download: isObject({
    kind: isOneOf(["download"]),
    connectionId: isString,
    fileId: isString,
    filename: isString,
    purpose: isOptional(isString),
    size: isOptional(isFiniteNumber),
    target: isString,
    deliverTo: isOptional(isString),
    conflict: isOneOf(["fail", "replace"]),
  }),
  upload: isObject({
    kind: isOneOf(["upload"]),
    connectionId: isString,
    path: isString,
    filename: isString,
    purpose: isString,
  }),
});

const isResult = isUnion<"kind", TransferResult>("kind", {
  download: isObject({ kind: isOneOf(["download"]), path: isString, size: isFiniteNumber }),
  upload: isObject({ kind: isOneOf(["upload"]), fileId: isString, resolvedByList: isBoolean }),
});

const isState = isUnion<"kind", SavedState>("kind", {
  queued: isObject({ kind: isOneOf(["queued"]), reached: isOptional(isAmount) }),
  running: isObject({
    kind: isOneOf(["running"]),
    reached: isAmount,
    stopping: isOptional(isOneOf(["pause", "cancel"])),
  }),
  paused: isObject({ kind: isOneOf(["paused"]), reached: isOptional(isAmount) }),
  done: isObject({ kind: isOneOf(["done"]), result: isResult, endedAt: isFiniteNumber }),
  failed: isObject({
    kind: isOneOf(["failed"]),
    name: isString,
    reason: isOptional(isString),
    reached: isOptional(isAmount),
    endedAt: isFiniteNumber,
  }),
  cancelled: isObject({ kind: isOneOf(["cancelled"]), endedAt: isFiniteNumber }),
});

const isSavedTransfer = isObject<SavedTransfer>({
  id: isString,
  job: isJob,
  addedAt: isFiniteNumber,
  state: isState,
});
