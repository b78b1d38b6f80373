import { CancelledError, isCancellation } from "../../shared/cancellation.ts";
import type { Clock } from "../../shared/clock.ts";
import { failureOf, type TransferFailure } from "./failure.ts";
import type { TransferProgress } from "./progress.ts";
import { SpeedMeter } from "./speedMeter.ts";
import type { Transfer, TransferResult } from "./transfer.ts";

/**
 * Does one transfer. Rejects with the signal's reason when that aborts; a download must then be able to
 * continue from what it has when it is run again.
 */
export type TransferRunner = (transfer: Transfer, control: RunControl) => Promise<TransferResult>;

export interface RunControl {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TransferProgress) => void;
}

/** Why a run is stopped from outside. `close`: the window goes away; the transfer is not over. */
export type StopReason = "pause" | "cancel" | "close";

/** How a run ended. */
export type RunOutcome =
  | { readonly kind: "done"; readonly result: TransferResult }
  | { readonly kind: "failed"; readonly failure: TransferFailure }
  | { readonly kind: "stopped"; readonly reason: StopReason };

/** One attempt at a transfer, from its start until its engine has let go of socket and file. */
export class Run {
  readonly #control = new AbortController();
  readonly #meter: SpeedMeter;
  #stopReason: StopReason | undefined;

  constructor(clock: Pick<Clock, "now">) {
    this.#meter = new SpeedMeter(clock);
  }

  /** Bytes a second. */
  get speed(): number | undefined {
    return this.#meter.speed();
  }

  /** Never rejects. */
  async execute(
    runner: TransferRunner,
    transfer: Transfer,
    onProgress: (progress: TransferProgress) => void,
  ): Promise<RunOutcome> {
    try {
      const result = await runner(transfer, {
        signal: this.#control.signal,
        onProgress: (progress) => {
          this.#meter.report(progress.transferred);
          onProgress(progress);
        },
      });
      return { kind: "done", result };
    } catch (error) {
      return this.#outcomeOf(error);
    }
  }

  /** Asks the engine to stop. The first reason stays, except that a cancel overrides a pause. */
  stop(reason: StopReason): void {
    if (this.#stopReason !== "cancel") {
      this.#stopReason = reason;
    }
    this.#control.abort(new CancelledError(`Stopped: ${reason}`));
  }

  /** A failure that comes while the engine is being paused is told; after a cancel nobody cares. */
  #outcomeOf(error: unknown): RunOutcome {
    if (this.#stopReason === "cancel" || isCancellation(error)) {
      return { kind: "stopped", reason: this.#stopReason ?? "cancel" };
    }
    return { kind: "failed", failure: failureOf(error) };
  }
}
