import type { Clock } from "../../shared/clock.ts";
import type { Disposable } from "../../shared/disposable.ts";
import { measure, type TransferProgress } from "./progress.ts";
import { Run, type RunOutcome, type TransferRunner } from "./run.ts";
import { endState, startState } from "./runStates.ts";
import { canPause, canRetry, hasEnded, type Transfer, type TransferJob } from "./transfer.ts";
import { TransferStore } from "./transferStore.ts";

export interface TransferQueueOptions {
  readonly run: TransferRunner;
  readonly clock: Clock;
  /** Makes an id that no other transfer has, those of earlier sessions included. */
  readonly createId: () => string;
  /** How many run at a time; see `setConcurrency`. */
  readonly concurrency: number;
  /** What an earlier session left, oldest first: see `restoreTransfers`. */
  readonly restored?: readonly Transfer[];
}

/** Milliseconds between two looks at the speed of transfers that may have stalled. */
const stallDelay = 1000;

/**
 * Runs transfers first come, first served, a few at a time. It knows nothing of disks and networks: the runner
 * does. Nothing that has ended or was paused runs again unless `resume` or `retry` says so.
 */
export class TransferQueue {
  readonly #options: TransferQueueOptions;
  readonly #store: TransferStore;
  /** Ids in the order of their turn. */
  readonly #waiting = new Set<string>();
  readonly #runs = new Map<string, Run>();
  readonly #settled = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #concurrency = 1;
  #watching = false;

  constructor(options: TransferQueueOptions) {
    const restored = options.restored ?? [];
    this.#options = options;
    this.#store = new TransferStore(options.clock, restored);
    for (const transfer of restored) {
      if (transfer.state.kind === "queued") {
        this.#waiting.add(transfer.id);
      }
    }
    this.setConcurrency(options.concurrency);
  }

  /** All transfers, oldest first. */
  get transfers(): readonly Transfer[] {
    return this.#store.all();
  }

  get(id: string): Transfer | undefined {
    return this.#store.get(id);
  }

  /** Tells which transfers were added, changed or removed, four times a second at most. */
  onDidChange(listener: (ids: ReadonlySet<string>) => void): Disposable {
    return this.#store.onDidChange(listener);
  }

  /** Tells at once of each transfer that is done, failed or cancelled. */
  onDidEnd(listener: (transfer: Transfer) => void): Disposable {
    return this.#store.onDidEnd(listener);
  }

  /** How many may run at a time, 1 to 8. Fewer than before does not stop what runs already. */
  setConcurrency(count: number): void {
    this.#concurrency = Math.min(8, Math.max(1, Math.floor(count)));
    this.#startNext();
  }

  /** Queues a transfer; returns its id. */
  add(job: TransferJob): string {
    const id = this.#options.createId();
    const transfer: Transfer = {
      id,
      job,
      addedAt: this.#options.clock.now(),
      state: { kind: "queued", reached: undefined },
    };
    this.#store.put(transfer);
    this.#enqueue(id);
    return id;
  }

  /** Holds a waiting transfer back, or interrupts a running download so that it can continue later. */
  pause(id: string): void {
    const transfer = this.#store.get(id);
    if (transfer === undefined || !canPause(transfer)) {
      return;
    }
    if (transfer.state.kind === "queued") {
      this.#waiting.delete(id);
      this.#store.setState(transfer, { kind: "paused", by: "user", reached: transfer.state.reached });
    } else {
      this.#stop(transfer, "pause");
    }
  }

  /** Queues a paused transfer again, at the end. */
  resume(id: string): void {
    const transfer = this.#store.get(id);
    if (transfer?.state.kind === "paused") {
      this.#store.setState(transfer, { kind: "queued", reached: transfer.state.reached });
      this.#enqueue(id);
    }
  }

  /** Ends a transfer. A running one is over once its engine has let go of socket and file. */
  cancel(id: string): void {
    const transfer = this.#store.get(id);
    if (transfer?.state.kind === "running") {
      this.#stop(transfer, "cancel");
    } else if (transfer !== undefined && !hasEnded(transfer)) {
      this.#waiting.delete(id);
      this.#store.setState(transfer, { kind: "cancelled", endedAt: this.#options.clock.now() });
    }
  }

  cancelAll(): void {
    for (const transfer of this.transfers) {
      this.cancel(transfer.id);
    }
  }

  /** Queues a failed or cancelled transfer again, at the end. An upload is then sent anew, whole. */
  retry(id: string): void {
    const transfer = this.#store.get(id);
    if (transfer !== undefined && canRetry(transfer)) {
      const reached = transfer.state.kind === "failed" ? transfer.state.reached : undefined;
      this.#store.setState(transfer, { kind: "queued", reached });
      this.#enqueue(id);
    }
  }

  /** Forgets a transfer that has ended; others stay. */
  remove(id: string): void {
    const transfer = this.#store.get(id);
    if (transfer !== undefined && hasEnded(transfer)) {
      this.#store.delete(id);
    }
  }

  /** Forgets everything that has ended. */
  clearFinished(): void {
    for (const transfer of this.transfers) {
      this.remove(transfer.id);
    }
  }

  /**
   * Interrupts everything and resolves when every engine has let go. Transfers keep their states for a snapshot
   * to hand to the next session; nothing starts any more and nothing is told.
   */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#store.dispose();
    for (const run of this.#runs.values()) {
      run.stop("close");
    }
    await Promise.all(this.#settled);
  }

  #enqueue(id: string): void {
    this.#waiting.add(id);
    this.#startNext();
  }

  #startNext(): void {
    for (const id of this.#waiting) {
      if (this.#runs.size >= this.#concurrency || this.#closing.signal.aborted) {
        return;
      }
      this.#waiting.delete(id);
      this.#start(id);
    }
  }

  #start(id: string): void {
    const transfer = this.#store.get(id);
    if (transfer?.state.kind !== "queued") {
      return;
    }
    const started = this.#store.setState(transfer, startState(transfer.job, transfer.state.reached));
    const run = new Run(this.#options.clock);
    this.#runs.set(id, run);
    const settled = this.#execute(run, started).finally(() => this.#settled.delete(settled));
    this.#settled.add(settled);
    void this.#watchForStalls();
  }

  async #execute(run: Run, transfer: Transfer): Promise<void> {
    const outcome = await run.execute(this.#options.run, transfer, (progress) => {
      this.#showProgress(transfer.id, progress, run);
    });
    this.#runs.delete(transfer.id);
    this.#end(transfer.id, outcome);
    this.#startNext();
  }

  #end(id: string, outcome: RunOutcome): void {
    const transfer = this.#store.get(id);
    if (transfer?.state.kind !== "running") {
      return;
    }
    const state = endState(outcome, transfer.state.progress, this.#options.clock.now());
    if (state !== undefined) {
      this.#store.setState(transfer, state);
    }
  }

  #stop(transfer: Transfer, stopping: "pause" | "cancel"): void {
    if (transfer.state.kind === "running") {
      this.#store.setState(transfer, { ...transfer.state, stopping });
      this.#runs.get(transfer.id)?.stop(stopping);
    }
  }

  #showProgress(id: string, progress: TransferProgress, run: Run): void {
    const transfer = this.#store.get(id);
    if (transfer?.state.kind === "running") {
      this.#store.setState(transfer, { ...transfer.state, progress: measure(progress, run.speed) });
    }
  }

  /** An engine whose connection stalls reports nothing: the shown speed has to fall all the same. */
  async #watchForStalls(): Promise<void> {
    if (this.#watching) {
      return;
    }
    this.#watching = true;
    while (this.#runs.size > 0 && !this.#closing.signal.aborted) {
      await this.#options.clock.sleep(stallDelay, this.#closing.signal).catch(() => undefined);
      for (const [id, run] of this.#runs) {
        const state = this.#store.get(id)?.state;
        if (state?.kind === "running") {
          this.#showProgress(id, state.progress, run);
        }
      }
    }
    this.#watching = false;
  }
}
