import type { Timeouts } from "./http.ts";

/** What an exchange gets where its request says nothing else (milliseconds). */
export const defaultTimeouts: Timeouts = { connect: 15_000, headers: 60_000, body: 60_000 };

/**
 * Calls back once when nothing has been noticed for a while. What arrived while the process was asleep or busy
 * is read first: a laptop that wakes up must not take its own sleep for the server's silence.
 */
export class Watchdog {
  readonly #onSilence: () => void;
  #timer: NodeJS.Timeout | undefined;
  #lastLook: NodeJS.Immediate | undefined;

  constructor(onSilence: () => void) {
    this.#onSilence = onSilence;
  }

  /** Starts to wait afresh, for `milliseconds`. */
  watch(milliseconds: number): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#lastLook = setImmediate(this.#onSilence);
    }, milliseconds);
  }

  /** Something moved: the same wait starts again. Cheap enough for every chunk. */
  touch(): void {
    clearImmediate(this.#lastLook);
    this.#timer?.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#lastLook);
    this.#timer = undefined;
  }
}
