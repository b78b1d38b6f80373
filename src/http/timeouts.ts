import type { Timeouts } from "./http.ts";

/** What an exchange gets where its request says nothing else (milliseconds). */
export const defaultTimeouts: Timeouts = { connect: 15_000, headers: 60_000, body: 60_000 };

/** Calls back once when nothing has been noticed for a while. */
export class Watchdog {
  readonly #onSilence: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(onSilence: () => void) {
    this.#onSilence = onSilence;
  }

  /** Starts to wait afresh, for `milliseconds`. */
  watch(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onSilence, milliseconds);
  }

  /** Something moved: the same wait starts again. Cheap enough for every chunk. */
  touch(): void {
    this.#timer?.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
