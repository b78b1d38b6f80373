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
  /** While the user looks: what was seen before. */
  #before: { readonly lookedAt: number | undefined } | undefined;

  constructor(state: SeenState, clock: Clock) {
    this.#state = state;
    this.#clock = clock;
  }

  /** Milliseconds since the Unix epoch; `undefined` on the first look: nothing is new then. */
  get newSince(): number | undefined {
    return (this.#before ?? this).lookedAt;
  }

  /** When the user looked last, in this window or another, milliseconds since the Unix epoch. */
  get lookedAt(): number | undefined {
    return this.#state.get(lastSeenKey);
  }

  /** The user looks at the files; what is new stays so until the view is left. */
  async look(): Promise<void> {
    this.#before ??= { lookedAt: this.lookedAt };
    await this.#note();
  }

  /** The user looks elsewhere: from now on files are new again. */
  async leave(): Promise<void> {
    this.#before = undefined;
    await this.#note();
  }

  async #note(): Promise<void> {
    await this.#state.update(lastSeenKey, this.#clock.now());
  }
}
