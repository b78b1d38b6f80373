/** How long to wait between tries: decorrelated jitter, so that many clients do not return in step. */
export class Backoff {
  readonly #floor: number;
  readonly #cap: number;
  readonly #random: () => number;
  #previous: number;

  /** `floor` and `cap` in milliseconds; `random` gives a number from 0 up to, but not including, 1. */
  constructor(floor: number, cap: number, random: () => number) {
    this.#floor = floor;
    this.#cap = cap;
    this.#random = random;
    this.#previous = floor;
  }

  /** Milliseconds to wait now: between the floor and three times the previous wait, never above the cap. */
  next(): number {
    const ceiling = Math.min(this.#cap, this.#previous * 3);
    this.#previous = this.#floor + this.#random() * Math.max(0, ceiling - this.#floor);
    return this.#previous;
  }

  /** Something worked: the next failure starts from the floor again. */
  reset(): void {
    this.#previous = this.#floor;
  }
}

/** The wait that a Retry-After header asks for, in milliseconds; `now` since the Unix epoch. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) {
    return Number(text) * 1000;
  }
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
