import type { Clock } from "../../shared/clock.ts";
import type { Disposable } from "../../shared/disposable.ts";
import { ChangeBatch } from "./changeBatch.ts";
import { Listeners } from "./listeners.ts";
import { hasEnded, type Transfer, type TransferState } from "./transfer.ts";

/** Milliseconds from a change to its telling. */
const changeDelay = 250;

/** Keeps the transfers in the order in which they came, and tells of every change. */
export class TransferStore implements Disposable {
  readonly #transfers = new Map<string, Transfer>();
  readonly #changes: ChangeBatch;
  readonly #changeListeners = new Listeners<ReadonlySet<string>>();
  readonly #endListeners = new Listeners<Transfer>();

  constructor(clock: Clock, restored: readonly Transfer[]) {
    this.#changes = new ChangeBatch(clock, changeDelay, (ids) => {
      this.#changeListeners.tell(ids);
    });
    for (const transfer of restored) {
      this.#transfers.set(transfer.id, transfer);
    }
  }

  all(): readonly Transfer[] {
    return [...this.#transfers.values()];
  }

  get(id: string): Transfer | undefined {
    return this.#transfers.get(id);
  }

  /** Adds a transfer, or replaces it in its place. */
  put(transfer: Transfer): void {
    this.#transfers.set(transfer.id, transfer);
    this.#changes.add(transfer.id);
    if (hasEnded(transfer)) {
      this.#endListeners.tell(transfer);
    }
  }

  setState(transfer: Transfer, state: TransferState): Transfer {
    const changed = { ...transfer, state };
    this.put(changed);
    return changed;
  }

  delete(id: string): void {
    this.#transfers.delete(id);
    this.#changes.add(id);
  }

  onDidChange(listener: (ids: ReadonlySet<string>) => void): Disposable {
    return this.#changeListeners.add(listener);
  }

  onDidEnd(listener: (transfer: Transfer) => void): Disposable {
    return this.#endListeners.add(listener);
  }

  /** Tells nothing more. */
  dispose(): void {
    this.#changes.dispose();
  }
}
