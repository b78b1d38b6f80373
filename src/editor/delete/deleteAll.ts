import { isCancellation } from "../../shared/cancellation.ts";

/** A file that the platform did not delete, and why. */
export interface FailedDelete<T> {
  readonly file: T;
  readonly error: unknown;
}

export interface DeleteOutcome<T> {
  readonly deleted: readonly T[];
  readonly failed: readonly FailedDelete<T>[];
  /** Not tried any more after a cancel. */
  readonly left: readonly T[];
}

/** Few, since the platform publishes no rate limit. */
const atATime = 3;

/**
 * Deletes files, a few at a time, and goes on after an error. A cancel ends what is under way and leaves the rest.
 * Never rejects.
 */
export async function deleteAll<T>(
  files: readonly T[],
  deleteOne: (file: T) => Promise<void>,
  signal: AbortSignal,
  onProgress: (ended: number) => void,
): Promise<DeleteOutcome<T>> {
  const waiting = [...files];
  const deleted: T[] = [];
  const failed: FailedDelete<T>[] = [];
  const left: T[] = [];
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      if (signal.aborted) {
        left.push(file);
        continue;
      }
      try {
        await deleteOne(file);
        deleted.push(file);
      } catch (error) {
        if (isCancellation(error)) {
          left.push(file);
        } else {
          failed.push({ file, error });
        }
      }
      onProgress(deleted.length + failed.length);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return { deleted, failed, left };
}
