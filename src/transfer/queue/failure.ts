/** Why a transfer failed, in a form that survives a reload. */
export interface TransferFailure {
  /** The error's class, such as `NetworkError`. */
  readonly name: string;
  /** That class's own word for what happened, such as `reset`; `undefined` for an error of no known kind. */
  readonly reason: string | undefined;
  /** The error itself, for `errorText.ts` to explain; gone after a reload. */
  readonly error: unknown;
}

/** The name of failures that are not an error of some engine, but the window's end. */
export const interruptedName = "InterruptedError";

/**
 * A failure that is told after a reload: the upload was under way when the window closed, so the file may be on
 * the platform or not. The list shows it; it is not sent again unasked.
 */
export const interrupted: TransferFailure = {
  name: interruptedName,
  reason: "interrupted",
  error: undefined,
};

/** Reads the error's kind. Its message stays out: it may hold a server's words, and those anything. */
export function failureOf(error: unknown): TransferFailure {
  letGo(error);
  return {
    name: error instanceof Error ? error.name : "Error",
    reason:
      error instanceof Error && "reason" in error && typeof error.reason === "string"
        ? error.reason
        : undefined,
    error,
  };
}

/**
 * A failed transfer stays on the list. Until somebody reads an error's `stack`, V8 keeps its frames as they were, and
 * with them the engine, its buffers and its signals: reading makes it text.
 */
function letGo(error: unknown): void {
  for (let each = error; each instanceof Error; each = each.cause) {
    String(each.stack);
  }
}
