import { untilAborted } from "./cancellation.ts";

interface Shared<T, P> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  readonly listeners: Set<(progress: P) => void>;
  /** How many still want the result. */
  wanted: number;
}

/**
 * Does a piece of work once for all who want it at the same time. Each may go away by its own signal; the work is
 * aborted when nobody is left.
 */
export class SharedWork<T, P> {
  readonly #running = new Map<string, Shared<T, P>>();

  /**
   * Joins the work under this key, or starts it.
   *
   * @returns rejects with what the work rejects with, or with the reason of `signal`
   */
  async run(
    key: string,
    signal: AbortSignal,
    onProgress: (progress: P) => void,
    work: (signal: AbortSignal, report: (progress: P) => void) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    const shared = this.#running.get(key) ?? this.#start(key, work);
    shared.wanted += 1;
    shared.listeners.add(onProgress);
    try {
      return await untilAborted(shared.result, signal);
    } finally {
      shared.listeners.delete(onProgress);
      shared.wanted -= 1;
      if (shared.wanted === 0) {
        // Whoever comes now starts anew, and does not join what is being stopped.
        this.#forget(key, shared);
        shared.controller.abort(signal.reason);
      }
    }
  }

  #start(
    key: string,
    work: (signal: AbortSignal, report: (progress: P) => void) => Promise<T>,
  ): Shared<T, P> {
    const controller = new AbortController();
    const listeners = new Set<(progress: P) => void>();
    const report = (progress: P): void => {
      for (const listener of listeners) {
        listener(progress);
      }
    };
    const shared: Shared<T, P> = {
      result: work(controller.signal, report),
      controller,
      listeners,
      wanted: 0,
    };
    this.#running.set(key, shared);
    const forget = (): void => {
      this.#forget(key, shared);
    };
    shared.result.then(forget, forget);
    return shared;
  }

  #forget(key: string, shared: Shared<T, P>): void {
    if (this.#running.get(key) === shared) {
      this.#running.delete(key);
    }
  }
}
