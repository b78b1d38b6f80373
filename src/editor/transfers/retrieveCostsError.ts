/** A file's bytes need a fresh link, which costs money, and nobody has agreed to that. */
export class RetrieveCostsError extends Error {
  override readonly name = "RetrieveCostsError";
  /** US dollars for the call. */
  readonly dollars: number;

  constructor(dollars: number) {
    super(`A fresh link costs ${dollars} dollars`);
    this.dollars = dollars;
  }

  static is(error: unknown): error is RetrieveCostsError {
    return error instanceof Error && error.name === "RetrieveCostsError";
  }
}
