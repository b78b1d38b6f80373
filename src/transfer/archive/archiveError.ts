/** `damaged`: it does not read as an archive, or ends too early. */
export type ArchiveReason = "damaged" | "tooManyEntries";

/** An archive that cannot be read. `message` is English, for logs. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
  readonly reason: ArchiveReason;

  constructor(reason: ArchiveReason, message: string) {
    super(message);
    this.reason = reason;
  }

  /** Recognises the error also when another bundle made it. */
  static is(error: unknown): error is ArchiveError {
    return error instanceof Error && error.name === "ArchiveError";
  }
}
