import type { Clock } from "../../src/shared/clock.ts";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Time that passes only when a test says so. */
export class FakeClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<Sleeper>();

  constructor(now = 1_700_000_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const sleeper = { until: this.#now + milliseconds, wake: resolve };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason as Error);
      });
    });
  }

  /** Lets time pass, waking sleepers in their order and letting each go on until it waits again. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = next.until;
      this.#sleepers.delete(next);
      next.wake();
      await settle();
    }
    this.#now = end;
  }

  /** Lets time pass, but only while something sleeps, until the outcome is there. */
  async passUntil<T>(outcome: Promise<T>): Promise<T> {
    const over = new AbortController();
    const done = (): void => {
      over.abort();
    };
    outcome.then(done, done);
    while (!over.signal.aborted) {
      const next = this.#next(Infinity);
      await this.advance(next === undefined ? 0 : next.until - this.#now);
    }
    return outcome;
  }

  #next(end: number): Sleeper | undefined {
    const due = [...this.#sleepers].filter((sleeper) => sleeper.until <= end);
    return due.sort((a, b) => a.until - b.until)[0];
  }
}

/** Lets every promise that is ready go on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
