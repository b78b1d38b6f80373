import { NetworkError } from "../http/http.ts";
import type { Clock } from "../shared/clock.ts";

/**
 * Runs a task that must end within a time as a whole: the network's own timeouts end when a byte arrives, so a server
 * that drips could hold a call for ever.
 * @param milliseconds `undefined` for no bound.
 * @throws NetworkError `timeout`, through the signal that the task receives.
 */
export async function withDeadline<T>(
  parts: { readonly clock: Clock; readonly host: string; readonly signal: AbortSignal | undefined },
  milliseconds: number | undefined,
  task: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  const { clock, host, signal } = parts;
  if (milliseconds === undefined) {
    return task(signal);
  }
  const expiry = new AbortController();
  const ended = new AbortController();
  const expire = (): void => {
    expiry.abort(new NetworkError("timeout", host, { code: "DEADLINE" }));
  };
  // Sleeping ends with the task: the rejection is ours and means nothing.
  clock.sleep(milliseconds, ended.signal).then(expire, () => undefined);
  try {
    return await task(signal === undefined ? expiry.signal : AbortSignal.any([signal, expiry.signal]));
  } finally {
    ended.abort();
  }
}
