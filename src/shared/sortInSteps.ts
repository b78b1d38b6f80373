import type { Steps } from "./steps.ts";

/** Length of the runs that the engine sorts by itself: a few milliseconds each with a slow comparison. */
const runLength = 1024;
/** Comparisons between two pauses while merging. */
const stride = 2048;

/** Sorts a copy, stably, with pauses: a merge sort over runs sorted by the engine. */
export function* sortInSteps<T>(items: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  let source: T[] = [];
  for (let start = 0; start < items.length; start += runLength) {
    for (const item of items.slice(start, start + runLength).sort(compare)) {
      source.push(item);
    }
    yield;
  }
  for (let width = runLength; width < items.length; width *= 2) {
    const target: T[] = [];
    for (let start = 0; start < source.length; start += 2 * width) {
      yield* mergeRuns(source, start, start + width, start + 2 * width, compare, target);
    }
    source = target;
  }
  return source;
}

/** Appends the two neighbouring runs [start, middle) and [middle, end) to the target, in order. */
function* mergeRuns<T>(
  source: readonly T[],
  start: number,
  middle: number,
  end: number,
  compare: (a: T, b: T) => number,
  target: T[],
): Steps<void> {
  const leftEnd = Math.min(middle, source.length);
  const rightEnd = Math.min(end, source.length);
  let left = start;
  let right = leftEnd;
  while (left < leftEnd || right < rightEnd) {
    const takeLeft =
      right >= rightEnd || (left < leftEnd && compare(source[left] as T, source[right] as T) <= 0);
    target.push(source[takeLeft ? left++ : right++] as T);
    if (target.length % stride === 0) {
      yield;
    }
  }
}
