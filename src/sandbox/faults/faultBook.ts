import type { OperationName } from "../api/operation.ts";
import type { Ending } from "../tasks/storedTask.ts";
import type { ApiFault, Fault, FaultRule, LinkFault, SigningFault } from "./fault.ts";

interface Entry {
  readonly rule: FaultRule;
  skip: number;
  left: number;
}

/**
 * The faults in force. A request takes them in the order in which they were set; each one that is taken counts
 * down, so that a caller that stops taking leaves the rest for the next request.
 */
export class FaultBook {
  readonly #onChange: () => void;
  #entries: Entry[] = [];

  /** `onChange`: told when other faults are in force than before. */
  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange;
  }

  /** What is still in force, with the counts that are left. */
  get rules(): readonly FaultRule[] {
    return this.#entries.map(({ rule, skip, left }) => ({
      ...rule,
      ...(skip > 0 ? { skip } : {}),
      ...(Number.isFinite(left) ? { times: left } : {}),
    }));
  }

  add(rules: readonly FaultRule[]): void {
    this.#entries.push(
      ...rules
        .map((rule) => ({ rule, skip: rule.skip ?? 0, left: rule.times ?? Infinity }))
        .filter(({ left }) => left > 0),
    );
    this.#onChange();
  }

  clear(): void {
    this.#entries = [];
    this.#onChange();
  }

  forApi(operation: OperationName): Iterable<ApiFault> {
    return this.#take(
      (fault): fault is ApiFault =>
        fault.at === "api" && (fault.operation === undefined || fault.operation === operation),
    );
  }

  forSigning(fileId: string): Iterable<SigningFault> {
    return this.#take(
      (fault): fault is SigningFault => fault.at === "signing" && (fault.fileId ?? fileId) === fileId,
    );
  }

  forLink(host: "primary" | "backup", fileId: string): Iterable<LinkFault> {
    return this.#take(
      (fault): fault is LinkFault =>
        fault.at === "link" && hits(fault, host) && (fault.fileId ?? fileId) === fileId,
    );
  }

  /** Whether a link host's port is to be closed. */
  isDown(host: "primary" | "backup"): boolean {
    return this.#entries.some(({ rule }) => rule.at === "link" && rule.kind === "down" && hits(rule, host));
  }

  endingOfNextTask(): Ending {
    for (const fault of this.#take((candidate) => candidate.at === "task")) {
      return fault.kind === "expired"
        ? { kind: "expired" }
        : { kind: "fail", code: fault.code ?? 1027, message: fault.message ?? "output new_sensitive" };
    }
    return { kind: "success" };
  }

  *#take<T extends Fault>(matches: (fault: Fault) => fault is T): Generator<T> {
    for (const entry of [...this.#entries]) {
      if (!matches(entry.rule)) {
        continue;
      }
      if (entry.skip > 0) {
        entry.skip--;
        continue;
      }
      entry.left--;
      if (entry.left <= 0) {
        this.#entries = this.#entries.filter((other) => other !== entry);
        this.#onChange();
      }
      yield entry.rule;
    }
  }
}

function hits(fault: LinkFault, host: "primary" | "backup"): boolean {
  const wanted = fault.host ?? "primary";
  return wanted === "both" || wanted === host;
}
