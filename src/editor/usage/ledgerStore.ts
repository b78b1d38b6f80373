import * as vscode from "vscode";
import { recordCall, spendingTotals, type Ledger, type SpendingTotals } from "../../catalog/ledger.ts";
import { ledgerFromJson, ledgerToJson } from "../../catalog/ledgerStorage.ts";
import type { PaidCall } from "../../platform/paidCall.ts";
import type { Calendar } from "../../shared/calendar.ts";
import type { Clock } from "../../shared/clock.ts";
import type { Disposable } from "../../shared/disposable.ts";
import type { Connection } from "../connections/connection.ts";

function stateKey(connectionId: string): string {
  return `ledger:${connectionId}`;
}

/** What paid calls have cost, per connection and day, kept on this machine. */
export class LedgerStore implements Disposable {
  readonly #state: vscode.Memento;
  readonly #calendar: Calendar;
  readonly #clock: Clock;
  readonly #changed = new vscode.EventEmitter<void>();
  #writing: Promise<unknown> = Promise.resolve();

  readonly onDidChange = this.#changed.event;

  constructor(parts: { state: vscode.Memento; calendar: Calendar; clock: Clock }) {
    this.#state = parts.state;
    this.#calendar = parts.calendar;
    this.#clock = parts.clock;
  }

  ledger({ id }: Pick<Connection, "id">): Ledger {
    return ledgerFromJson(this.#state.get(stateKey(id)));
  }

  totals(connection: Pick<Connection, "id">): SpendingTotals {
    return spendingTotals(this.ledger(connection), this.#clock.now(), this.#calendar);
  }

  /** Enters a call. Entries are written one after the other, so that two at once are both counted. */
  record(connection: Pick<Connection, "id">, call: PaidCall): Promise<void> {
    return this.#inTurn(async () => {
      const after = recordCall(this.ledger(connection), call, this.#calendar);
      await this.#state.update(stateKey(connection.id), ledgerToJson(after));
      this.#changed.fire();
    });
  }

  /** Forgets what a connection has cost, with all that is being entered. */
  clear(connectionId: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#state.update(stateKey(connectionId), undefined);
    });
  }

  #inTurn(write: () => Promise<void>): Promise<void> {
    const written = this.#writing.then(write);
    this.#writing = written.catch(() => undefined);
    return written;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
