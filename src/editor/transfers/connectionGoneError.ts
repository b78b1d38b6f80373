/** A transfer's connection has been removed: there is no key to continue with. */
export class ConnectionGoneError extends Error {
  override readonly name = "ConnectionGoneError";

  constructor() {
    super("The connection of this transfer has been removed");
  }

  static is(error: unknown): error is ConnectionGoneError {
    return error instanceof Error && error.name === "ConnectionGoneError";
  }
}
