/** There is no key to call the platform with: none was given, or its environment variable is not set. */
export class KeyMissingError extends Error {
  override readonly name = "KeyMissingError";

  constructor() {
    super("There is no API key for this connection");
  }

  static is(error: unknown): error is KeyMissingError {
    return error instanceof Error && error.name === "KeyMissingError";
  }
}
