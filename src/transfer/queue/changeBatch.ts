import type { Clock } from "../../shared/clock.ts";
import type { Disposable } from "../../shared/disposable.ts";

/** Collects the ids of what changed and tells them together, so that a view is not redrawn for every byte. */
export class ChangeBatch implements Disposable {
  readonly #clock: Clock;
  readonly #delay: number;
  readonly #tell: (ids: ReadonlySet<string>) => void;
  readonly #disposed = new AbortController();
  #ids = new Set<string>();

  /** @param delay milliseconds from the first change to the telling. */
  constructor(clock: Clock, delay: number, tell: (ids: ReadonlySet<string>) => void) {
    this.#clock = clock;
    this.#delay = delay;
    this.#tell = tell;
  }

  add(id: string): void {
    const first = this.#ids.size === 0;
    this.#ids.add(id);
    if (first) {
      void this.#tellLater();
    }
  }

  dispose(): void {
    this.#disposed.abort();
  }

  async #tellLater(): Promise<void> {
    try {
      await this.#clock.sleep(this.#delay, this.#disposed.signal);
    } catch {
      return;
    }
    const ids = this.#ids;
    this.#ids = new Set();
    this.#tell(ids);
  }
}
