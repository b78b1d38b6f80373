/**
 * Cancellation is not an error: it is never shown, never logged as a failure and never retried.
 * One `AbortSignal` runs from the cancel button to the socket and the file handle; whatever it
 * interrupts rejects with the signal's reason, which this module recognises.
 */
export class CancelledError extends Error {
  override readonly name = "CancelledError";

  constructor(message = "Cancelled") {
    super(message);
  }
}

/** True for our own cancellations and for the platform's `AbortError`, in whichever bundle they were made. */
export function isCancellation(error: unknown): boolean {
  return error instanceof Error && (error.name === "CancelledError" || error.name === "AbortError");
}

/** Waits for work until the signal aborts, for what cannot be stopped or must go on for others. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => {
    aborted.reject(signal.reason);
  };
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) {
    abort();
  }
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
