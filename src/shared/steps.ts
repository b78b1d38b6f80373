/**
 * Long pure work, cut into steps: a generator that yields wherever it may be interrupted. The same algorithm then
 * runs at once in a test or for a small input, and in slices in the extension host, where a block of tens of
 * milliseconds delays every other extension.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Decides when long work lets others run. */
export interface Pacer {
  /** Milliseconds on any steady clock. */
  now(): number;
  /** Resolves after the event loop has served what was waiting. */
  turn(): Promise<void>;
}

/** How long a slice may last, milliseconds: half a frame, so that a slow step still stays below 50. */
const sliceLength = 8;

/** Runs all the steps in one go. */
export function runNow<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}

/**
 * Runs the steps in slices of a few milliseconds. Work that took more than one ends with a turn of the event loop, so
 * that its last slice and what its caller does next are not one block. Rejects with the signal's reason, or with what a
 * step throws.
 */
export async function runInSlices<T>(steps: Steps<T>, pacer: Pacer, signal?: AbortSignal): Promise<T> {
  let sliceEnd = pacer.now() + sliceLength;
  let isLong = false;
  for (;;) {
    signal?.throwIfAborted();
    const step = steps.next();
    if (step.done === true) {
      if (isLong) {
        await pacer.turn();
      }
      return step.value;
    }
    if (pacer.now() >= sliceEnd) {
      isLong = true;
      await pacer.turn();
      sliceEnd = pacer.now() + sliceLength;
    }
  }
}
