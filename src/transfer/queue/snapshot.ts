import type { TransferAmount } from "./progress.ts";
import type { Transfer, TransferJob, TransferResult } from "./transfer.ts";

/**
 * The queue as JSON, to survive a reload; `restoreTransfers` reads it. It has no place for a link, a key or the
 * words of a server.
 */
export interface TransferSnapshot {
  readonly version: 1;
  /** Oldest first. */
  readonly transfers: readonly SavedTransfer[];
}

export interface SavedTransfer {
  readonly id: string;
  readonly job: TransferJob;
  readonly addedAt: number;
  readonly state: SavedState;
}

export type SavedState =
  | { readonly kind: "queued"; readonly reached?: TransferAmount | undefined }
  | {
      readonly kind: "running";
      readonly reached: TransferAmount;
      readonly stopping?: "pause" | "cancel" | undefined;
    }
  | { readonly kind: "paused"; readonly reached?: TransferAmount | undefined }
  | { readonly kind: "done"; readonly result: TransferResult; readonly endedAt: number }
  | {
      readonly kind: "failed";
      readonly name: string;
      readonly reason?: string | undefined;
      readonly reached?: TransferAmount | undefined;
      readonly endedAt: number;
    }
  | { readonly kind: "cancelled"; readonly endedAt: number };

/** What to keep of the transfers. */
export function snapshotOf(transfers: readonly Transfer[]): TransferSnapshot {
  return {
    version: 1,
    transfers: transfers.map(({ id, job, addedAt, state }) => ({ id, job, addedAt, state: saved(state) })),
  };
}

function saved(state: Transfer["state"]): SavedState {
  switch (state.kind) {
    case "queued":
    case "paused":
      return { kind: state.kind, reached: state.reached };
    case "running": {
      const { transferred, total } = state.progress;
      return { kind: "running", reached: { transferred, total }, stopping: state.stopping };
    }
    case "failed": {
      const { failure, reached, endedAt } = state;
      return { kind: "failed", name: failure.name, reason: failure.reason, reached, endedAt };
    }
    case "done":
    case "cancelled":
      return state;
  }
}
