import type { Clock } from "../../shared/clock.ts";
import type { Log } from "../../shared/log.ts";
import { Backoff } from "../retryPolicy.ts";
import type { DownloadError } from "./downloadError.ts";
import type { DownloadLimits } from "./downloadLimits.ts";

/**
 * How long to go on trying: for as long as there is progress, and a few tries beyond. Progress is more on disk
 * than ever before, by an amount that a healthy connection brings within seconds; a trickle does not count.
 */
export class Patience {
  readonly #limits: DownloadLimits;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #backoff: Backoff;
  readonly #worthwhile: number;
  #best: number;
  /** Tries in a row that failed without progress. */
  #fruitless = 0;
  /** Whether there was progress since the last failure. */
  #hasProgressed = false;
  #retries = 0;
  #isWaiting = false;

  /** `received`: bytes on disk at the start. */
  constructor(
    limits: DownloadLimits,
    world: { readonly clock: Clock; readonly random: () => number; readonly log: Log },
    received: number,
  ) {
    this.#limits = limits;
    this.#clock = world.clock;
    this.#log = world.log;
    this.#backoff = new Backoff(limits.backoffFloor, limits.backoffCap, world.random);
    this.#worthwhile = (limits.lowSpeed * limits.lowSpeedTime) / 1000;
    this.#best = received;
  }

  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** Tries that failed so far. */
  get retries(): number {
    return this.#retries;
  }

  /** Tells how much is on disk. True if that is progress, which forgives earlier failures. */
  progressed(received: number): boolean {
    if (received < this.#best + this.#worthwhile) {
      return false;
    }
    this.#best = received;
    this.#fruitless = 0;
    this.#hasProgressed = true;
    this.#backoff.reset();
    return true;
  }

  /** Whether a connection that brought this many bytes was of any use. */
  isUseful(bytes: number): boolean {
    return bytes >= this.#worthwhile;
  }

  /** The content is another one: what was on disk is no measure any more. */
  startOver(): void {
    this.#best = 0;
  }

  /** A try failed while others go on. */
  noteFailure(): void {
    this.#retries += 1;
  }

  /**
   * The only try failed: waits before the next one, at least `wished` milliseconds (the server's Retry-After).
   * Rejects with `error` when it is time to give up, and with the signal's reason.
   */
  async wait(error: DownloadError, wished: number | undefined, signal: AbortSignal): Promise<void> {
    this.#retries += 1;
    this.#fruitless += this.#hasProgressed ? 0 : 1;
    this.#hasProgressed = false;
    if (this.#fruitless >= this.#limits.fruitlessTries) {
      throw error;
    }
    const wait = Math.max(this.#backoff.next(), Math.min(wished ?? 0, this.#limits.retryAfterCap));
    this.#log.debug(`Download: ${error.message}; next try in ${Math.round(wait)} ms`);
    this.#isWaiting = true;
    try {
      await this.#clock.sleep(wait, signal);
    } finally {
      this.#isWaiting = false;
    }
  }
}
