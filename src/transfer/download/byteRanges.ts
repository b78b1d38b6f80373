/** Bytes from `start` up to, but not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A set of byte positions, kept as sorted spans that neither overlap nor touch. */
export class ByteRanges {
  #spans: Span[];

  constructor(spans: Iterable<Span> = []) {
    this.#spans = [];
    for (const { start, end } of spans) {
      this.add(start, end);
    }
  }

  get spans(): readonly Span[] {
    return this.#spans;
  }

  /** Bytes in the set. */
  get size(): number {
    return this.#spans.reduce((sum, { start, end }) => sum + end - start, 0);
  }

  add(start: number, end: number): void {
    if (end <= start) {
      return;
    }
    const before = this.#spans.filter((span) => span.end < start);
    const after = this.#spans.filter((span) => span.start > end);
    const touching = this.#spans.slice(before.length, this.#spans.length - after.length);
    const merged = {
      start: Math.min(start, touching.at(0)?.start ?? start),
      end: Math.max(end, touching.at(-1)?.end ?? end),
    };
    this.#spans = [...before, merged, ...after];
  }

  clear(): void {
    this.#spans = [];
  }

  /** What lies below `total` and is not in the set, in order. */
  missing(total: number): Span[] {
    const gaps: Span[] = [];
    let position = 0;
    for (const { start, end } of this.#spans) {
      if (start >= total) {
        break;
      }
      if (start > position) {
        gaps.push({ start: position, end: start });
      }
      position = end;
    }
    if (position < total) {
      gaps.push({ start: position, end: total });
    }
    return gaps;
  }

  /** How many bytes directly before `position` are in the set without a gap. */
  runBefore(position: number): number {
    const span = this.#spans.find(({ start, end }) => start < position && end >= position);
    return span === undefined ? 0 : position - span.start;
  }
}
