import { measure, type TransferAmount } from "./progress.ts";
import type { RunOutcome } from "./run.ts";
import type { TransferJob, TransferState } from "./transfer.ts";

/** The state at the start of a run. What earlier runs reached stays in sight until the engine knows better. */
export function startState(job: TransferJob, reached: TransferAmount | undefined): TransferState {
  const phase = job.kind === "download" ? "connecting" : "checking";
  const { transferred, total } = reached ?? { transferred: 0, total: undefined };
  return {
    kind: "running",
    progress: measure({ phase, transferred, total }, undefined),
    stopping: undefined,
  };
}

/** The state after a run; `undefined`: the transfer stays as it is, for the next session. */
export function endState(
  outcome: RunOutcome,
  { transferred, total }: TransferAmount,
  endedAt: number,
): TransferState | undefined {
  const reached: TransferAmount = { transferred, total };
  switch (outcome.kind) {
    case "done":
      return { kind: "done", result: outcome.result, endedAt };
    case "failed":
      return { kind: "failed", failure: outcome.failure, reached, endedAt };
    case "stopped":
      switch (outcome.reason) {
        case "pause":
          return { kind: "paused", by: "user", reached };
        case "cancel":
          return { kind: "cancelled", endedAt };
        case "close":
          return undefined;
      }
  }
}
