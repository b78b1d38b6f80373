import type { Face } from "../options.ts";
import type { OperationName } from "./operation.ts";
import type { Outcome } from "./outcome.ts";

/** US dollars for one retrieve through the gateway (api.md 7). */
const retrievePrice = 0.004;

/** Counts the calls that were carried out, and what they would have cost. */
export class Ledger {
  readonly #face: Face;
  readonly #counts = new Map<OperationName, number>();

  constructor(face: Face) {
    this.#face = face;
  }

  add(operation: OperationName, outcome: Outcome): void {
    if (outcome.kind !== "notOffered" && outcome.kind !== "noChannel") {
      this.#counts.set(operation, this.count(operation) + 1);
    }
  }

  count(operation: OperationName): number {
    return this.#counts.get(operation) ?? 0;
  }

  /** US dollars. */
  get spent(): number {
    return this.#face === "cometapi" ? this.count("retrieve") * retrievePrice : 0;
  }

  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  clear(): void {
    this.#counts.clear();
  }
}
