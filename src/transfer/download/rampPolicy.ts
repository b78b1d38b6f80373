/** What the policy looks at. */
export interface Pace {
  /** Milliseconds; any epoch. */
  readonly now: number;
  /** Bytes received so far, over all connections. */
  readonly received: number;
  /** Bytes still to come. */
  readonly remaining: number;
}

/** More are of no use to anybody, and no host likes them. VS Code holds no setting to the bounds that it declares. */
const mostEver = 8;
/** An extra connection must make the whole at least this much faster, or it is the last one. */
const worthwhile = 1.15;
/** Milliseconds that new connections get to come up to speed before they are judged. */
const settling = 500;
/** Milliseconds over which the first connection alone is judged. */
const firstLook = 200;
/** Milliseconds: what is nearly done is not worth a handshake. */
const nearlyDone = 1_000;
/** Fewer at a time would be judged while, over a long distance, they still come up to speed. */
const growth = 4;

/**
 * Decides how many connections to use: one at first, then four times as many while the download is slow, far from
 * done, and the last step helped (engineering.md 1.3: 0.3 to 0.56 of the time where one connection is the limit,
 * nothing gained where the link is full).
 */
export class RampPolicy {
  readonly #most: number;
  readonly #fastEnough: number;
  #connections = 1;
  #rateBefore = 0;
  #last: Pace | undefined;
  #stopped = false;

  /** `fastEnough`: bytes per second. */
  constructor(most: number, fastEnough: number) {
    this.#most = Math.min(most, mostEver);
    this.#fastEnough = fastEnough;
  }

  /** How many connections to have now. */
  get connections(): number {
    return this.#connections;
  }

  /** The server refused one of several connections: no more than `count` from now on. */
  limit(count: number): void {
    this.#connections = Math.max(1, Math.min(this.#connections, count));
    this.#stopped = true;
  }

  /** Told first when the first answer is accepted, then at intervals. */
  observe(pace: Pace): void {
    if (this.#last === undefined || pace.now < this.#last.now) {
      // The first look, or the first one after the clock was set back.
      this.#last = pace;
    }
    const last = this.#last;
    const elapsed = pace.now - last.now;
    const due = elapsed >= (this.#connections === 1 ? firstLook : settling);
    if (this.#stopped || !due || this.#connections >= this.#most) {
      return;
    }
    const rate = ((pace.received - last.received) * 1000) / elapsed;
    if (rate === 0) {
      return;
    }
    const helped = rate >= this.#rateBefore * worthwhile;
    const pays = rate < this.#fastEnough && (pace.remaining * 1000) / rate > nearlyDone;
    if (!helped) {
      this.#stopped = true;
    } else if (pays) {
      this.#connections = Math.min(this.#most, this.#connections * growth);
      this.#rateBefore = rate;
    }
    this.#last = pace;
  }
}
