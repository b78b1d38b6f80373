import type { Clock } from "../../shared/clock.ts";

/** Where the state store keeps when the files were last looked at, milliseconds since the Unix epoch. */
export const lastSeenKey = "filesLastSeen";

/** What is needed of a `Memento`. */
interface SeenState {
  get(key: string): number | undefined;
  update(key: string, value: number): PromiseLike<void>;
}

/** Which files are new to the user: those made since the files were last looked at. */
export class LastSeen {
  readonly #state: SeenState;
  readonly #clock: Clock;
  #newSince: number | undefined;

  constructor(state: SeenState, clock: Clock) {
    this.#state = state;
    this.#clock = clock;
    this.#newSince = this.lookedAt;
  }

  /** Milliseconds since the Unix epoch; `undefined` on the first look: nothing is new then. */
  get newSince(): number | undefined {
    return this.#newSince;
  }

  /** When the user looked last, milliseconds since the Unix epoch. */
  get lookedAt(): number | undefined {
    return this.#state.get(lastSeenKey);
  }

  /** The user looks at the files; what is new stays so until the view is left. */
  async look(): Promise<void> {
    await this.#state.update(lastSeenKey, this.#clock.now());
  }

  /** The user looks elsewhere: from now on files are new again. */
  async leave(): Promise<void> {
    this.#newSince = this.#clock.now();
    await this.look();
  }
}
