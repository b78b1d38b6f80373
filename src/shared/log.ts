/**
 * Where a floor writes what it did. The editor's implementation redacts keys and link signatures,
 * but callers must not hand them over in the first place.
 */
export interface Log {
  trace(message: string): void;
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Says nothing: for tests and for collaborators that have no channel. */
export const silentLog: Log = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
