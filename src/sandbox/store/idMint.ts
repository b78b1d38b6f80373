/** When the platform's ids begin, milliseconds: api.md's captured ids are (time - this) * 4096 + sequence. */
const idEpoch = 1_681_552_923_080;

/** Makes ids like the platform's: 15 digits today, growing with time, never the same twice. */
export class IdMint {
  #last: bigint;

  /** `taken` are ids that exist already. */
  constructor(taken: Iterable<string>) {
    this.#last = 0n;
    for (const id of taken) {
      this.#note(BigInt(id));
    }
  }

  /** `at`: when the thing was made, milliseconds since the Unix epoch. */
  next(at: number): string {
    const natural = BigInt(Math.max(1, Math.round(at) - idEpoch)) * 4096n;
    const id = natural > this.#last ? natural : this.#last + 1n;
    this.#note(id);
    return String(id);
  }

  #note(id: bigint): void {
    // The seed's largest possible id must not push the next ones beyond int64.
    if (id > this.#last && id < 2n ** 53n) {
      this.#last = id;
    }
  }
}
