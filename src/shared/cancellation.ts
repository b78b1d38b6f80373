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
