import type { Clock } from "../../shared/clock.ts";

/** Notices a connection that is alive but useless: a timeout between chunks never sees one byte a second. */
export class LowSpeedWatch {
  readonly #clock: Clock;
  readonly #floor: number;
  readonly #window: number;
  #since: number;
  #bytes = 0;

  /** Too slow is less than `floor` bytes per second over `window` milliseconds. */
  constructor(clock: Clock, floor: number, window: number) {
    this.#clock = clock;
    this.#floor = floor;
    this.#window = window;
    this.#since = clock.now();
  }

  count(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Starts afresh: for time in which we held the server back ourselves. */
  restart(): void {
    this.#since = this.#clock.now();
    this.#bytes = 0;
  }

  isTooSlow(): boolean {
    const elapsed = this.#clock.now() - this.#since;
    if (elapsed < 0) {
      // The clock was set back. Waiting until it has caught up would leave a drip alone for as long.
      this.restart();
    }
    if (elapsed < this.#window) {
      return false;
    }
    const slow = (this.#bytes * 1000) / elapsed < this.#floor;
    this.restart();
    return slow;
  }
}
