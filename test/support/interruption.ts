/**
 * A signal that aborts at the first Ctrl+C, SIGTERM or closing of the terminal, so that the program can clean up.
 * The second one ends the process at once; what is registered for its exit still runs.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) {
        process.exit(130);
      }
      controller.abort(new Error(`Interrupted (${name})`));
    });
  }
  if (process.env["npm_lifecycle_event"] !== undefined) {
    whenOrphaned(() => {
      controller.abort(new Error("Interrupted (npm is gone)"));
    });
  }
  return controller.signal;
}

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    } else {
      signal.addEventListener("abort", () => {
        resolve();
      });
    }
  });
}

/** A signal sent to npm alone ends its shell and does not come through to us: we notice the missing parent. */
function whenOrphaned(listener: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(timer);
      listener();
    }
  }, 500);
  timer.unref();
}
