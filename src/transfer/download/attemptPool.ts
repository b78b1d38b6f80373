import { Attempt } from "./attempt.ts";
import type { AttemptOptions, Outcome } from "./attempt.ts";
import type { Segment } from "./segment.ts";

/** An attempt that is over. */
export interface Finished {
  readonly attempt: Attempt;
  readonly outcome: Outcome;
}

/** What all attempts of a download have in common. */
export type CommonOptions = Pick<
  AttemptOptions,
  "targetName" | "part" | "clock" | "limits" | "signal" | "onAccepted" | "onWritten"
>;

/** Why an attempt was stopped by ourselves. */
class Superseded extends Error {}

/** The attempts that are under way. They report their ends to `onFinished`, each one once. */
export class AttemptPool {
  readonly #common: CommonOptions;
  readonly #onFinished: (finished: Finished) => void;
  readonly #active = new Map<Attempt, Promise<void>>();

  constructor(common: CommonOptions, onFinished: (finished: Finished) => void) {
    this.#common = common;
    this.#onFinished = onFinished;
  }

  get size(): number {
    return this.#active.size;
  }

  get segments(): Segment[] {
    return [...this.#active.keys()].map(({ segment }) => segment);
  }

  get isReceiving(): boolean {
    return [...this.#active.keys()].some((attempt) => attempt.isReceiving);
  }

  start(options: Omit<AttemptOptions, keyof CommonOptions>): void {
    const attempt = new Attempt({ ...this.#common, ...options });
    const run = attempt.run().then((outcome) => {
      // An attempt that `stopAll` has removed has nobody to report to.
      if (this.#active.delete(attempt)) {
        this.#onFinished({ attempt, outcome });
      }
    });
    this.#active.set(attempt, run);
  }

  /** Looks after every connection; to be called at intervals. */
  pulse(): void {
    for (const attempt of this.#active.keys()) {
      attempt.pulse();
    }
  }

  /** Stops all attempts and waits until nothing of theirs is written any more. */
  async stopAll(): Promise<void> {
    const runs = [...this.#active];
    this.#active.clear();
    for (const [attempt] of runs) {
      attempt.abort(new Superseded());
    }
    await Promise.all(runs.map(([, run]) => run));
  }
}
