import { hasEnded, type Transfer } from "./transfer.ts";
import type { TransferQueue } from "./transferQueue.ts";

/** What became of transfers that were asked for together. */
export interface BatchSummary {
  readonly done: readonly Transfer[];
  readonly failed: readonly Transfer[];
  readonly cancelled: readonly Transfer[];
  /** Not over yet: waiting, running or paused. */
  readonly open: readonly Transfer[];
}

/** Sorts transfers by how they ended. */
export function summarize(transfers: readonly Transfer[]): BatchSummary {
  const ofKind = (kind: Transfer["state"]["kind"]): readonly Transfer[] =>
    transfers.filter((transfer) => transfer.state.kind === kind);
  return {
    done: ofKind("done"),
    failed: ofKind("failed"),
    cancelled: ofKind("cancelled"),
    open: transfers.filter((transfer) => !hasEnded(transfer)),
  };
}

/**
 * Resolves when each of these transfers has ended for the first time, so that many transfers make one notice. One that
 * is off the list already is not waited for.
 * One that stays paused keeps it waiting; aborting `signal` rejects with its reason.
 */
export function batchEnd(
  queue: Pick<TransferQueue, "get" | "onDidEnd">,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<BatchSummary> {
  return new Promise((resolve, reject) => {
    const pending = new Set(ids);
    const ended: Transfer[] = [];
    const note = (transfer: Transfer | undefined): void => {
      if (transfer !== undefined && hasEnded(transfer) && pending.delete(transfer.id)) {
        ended.push(transfer);
      }
    };
    const finish = (): void => {
      if (pending.size === 0) {
        subscription.dispose();
        signal?.removeEventListener("abort", onAbort);
        resolve(summarize(ended));
      }
    };
    const onAbort = (): void => {
      subscription.dispose();
      reject(signal?.reason as Error);
    };
    const subscription = queue.onDidEnd((transfer) => {
      note(transfer);
      finish();
    });
    signal?.addEventListener("abort", onAbort, { once: true });
    for (const id of ids) {
      const transfer = queue.get(id);
      if (transfer === undefined) {
        pending.delete(id);
      }
      note(transfer);
    }
    finish();
  });
}
