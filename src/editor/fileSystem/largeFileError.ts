/** A file is larger than it may be without asking. */
export class LargeFileError extends Error {
  override readonly name = "LargeFileError";
  /** Bytes. */
  readonly size: number;

  constructor(size: number) {
    super(`The file has ${size} bytes`);
    this.size = size;
  }

  static is(error: unknown): error is LargeFileError {
    return error instanceof Error && error.name === "LargeFileError";
  }
}
