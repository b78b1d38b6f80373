import type { Timeouts } from "./http.ts";

/** What an exchange gets where its request says nothing else (milliseconds). */
export const defaultTimeouts: Timeouts = { connect: 15_000, headers: 60_000, body: 60_000 };

/**
 * Calls back once when nothing has been noticed for a while. What arrived while the process was asleep or busy
 * is read first: a laptop that wakes up must not take its own sleep for the server's silence.
 */
export class Watchdog {
  readonly #onSilence: () => void;
  #patience = 0;
  /** When something moved last, on the clock of `performance`. */
  #touched = 0;
  #timer: NodeJS.Timeout | undefined;
  #lastLook: NodeJS.Immediate | undefined;

  constructor(onSilence: () => void) {
    this.#onSilence = onSilence;
  }

  /** Starts to wait afresh, for `milliseconds`. */
  watch(milliseconds: number): void {
    this.stop();
    this.#patience = milliseconds;
    this.touch();
    this.#wait(milliseconds);
  }

  /** Something moved: the same wait starts again. Moves no timer, so that it costs nothing at every chunk. */
  touch(): void {
    this.#touched = performance.now();
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#lastLook);
    this.#timer = undefined;
  }

  #wait(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#lastLook = setImmediate(() => {
        const left = this.#touched + this.#patience - performance.now();
        if (left > 0) {
          this.#wait(Math.ceil(left));
        } else {
          this.#onSilence();
        }
      });
    }, milliseconds);
  }
}
