import { ByteRanges } from "./byteRanges.ts";

/** A stretch of the file that one connection is fetching. */
export interface Segment {
  readonly start: number;
  /** Exclusive; `undefined` while the size of the file is unknown. Moves down when the segment is split. */
  end: number | undefined;
  /** Everything before this position has arrived, though it may not be on disk yet. */
  received: number;
}

/**
 * The next stretch to fetch: a gap that nobody is working on, or else the second half of the segment that has
 * the most left, if that is at least `splittable` bytes. `undefined` if there is nothing to do.
 */
export function nextSegment(
  done: ByteRanges,
  active: readonly Segment[],
  total: number | undefined,
  splittable: number,
): Segment | undefined {
  if (total === undefined) {
    const start = done.missing(Infinity).at(0)?.start ?? 0;
    return active.length === 0 ? { start, end: undefined, received: start } : undefined;
  }
  const claimed = new ByteRanges(done.spans);
  for (const { start, end } of active) {
    claimed.add(start, end ?? total);
  }
  const [gap] = claimed.missing(total);
  return gap === undefined ? split(active, total, splittable) : { ...gap, received: gap.start };
}

function split(active: readonly Segment[], total: number, splittable: number): Segment | undefined {
  const left = (segment: Segment): number => (segment.end ?? total) - segment.received;
  const [largest] = [...active].sort((a, b) => left(b) - left(a));
  if (largest === undefined || left(largest) < splittable) {
    return undefined;
  }
  const end = largest.end ?? total;
  const middle = largest.received + Math.floor((end - largest.received) / 2);
  largest.end = middle;
  return { start: middle, end, received: middle };
}

/** Gives a segment that brought nothing back to the one that it was split from, if that is still active. */
export function rejoin(segment: Segment, active: readonly Segment[]): void {
  const neighbour = active.find(({ end }) => end === segment.start);
  if (neighbour !== undefined && segment.received === segment.start) {
    neighbour.end = segment.end;
  }
}
