import type { Operation, Provider } from "../platform/provider.ts";
import { isoDay, type Calendar } from "../shared/calendar.ts";

/** Calls and what they cost; millionths of a US dollar, because sums of fractions drift. */
export interface Spending {
  readonly calls: number;
  readonly microDollars: number;
}

export const noSpending: Spending = { calls: 0, microDollars: 0 };

/** The paid calls of one connection: what each operation cost on each day. */
export interface Ledger {
  /** By day of the user's calendar, such as `2026-11-23`, oldest first. */
  readonly days: ReadonlyMap<string, ReadonlyMap<Operation, Spending>>;
  /** All days before those. */
  readonly earlier: Spending;
}

export const emptyLedger: Ledger = { days: new Map(), earlier: noSpending };

/** Days that are kept one by one; older ones are summed up. */
export const ledgerDays = 400;

export interface PaidCall {
  readonly operation: Operation;
  readonly microDollars: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** Enters a call. Free calls are not entered. */
export function recordCall(ledger: Ledger, call: PaidCall, calendar: Calendar): Ledger {
  if (call.microDollars <= 0) {
    return ledger;
  }
  const day = isoDay(calendar.dayOf(call.at));
  const operations = new Map(ledger.days.get(day));
  const before = operations.get(call.operation) ?? noSpending;
  operations.set(call.operation, addSpending(before, { calls: 1, microDollars: call.microDollars }));
  return dropOldDays({ ...ledger, days: sortDays([...ledger.days, [day, operations]]) });
}

export interface SpendingTotals {
  readonly today: Spending;
  readonly thisMonth: Spending;
  readonly all: Spending;
}

/** What was spent, as of `now` (milliseconds since the Unix epoch). */
export function spendingTotals(ledger: Ledger, now: number, calendar: Calendar): SpendingTotals {
  const today = isoDay(calendar.dayOf(now));
  const month = today.slice(0, "2026-11".length);
  const sumOf = (isIncluded: (day: string) => boolean): Spending =>
    [...ledger.days]
      .filter(([day]) => isIncluded(day))
      .map(([, operations]) => daySum(operations))
      .reduce(addSpending, noSpending);
  return {
    today: sumOf((day) => day === today),
    thisMonth: sumOf((day) => day.startsWith(month)),
    all: addSpending(
      ledger.earlier,
      sumOf(() => true),
    ),
  };
}

/** The price of one call in millionths of a dollar; 0 where it is free. `override` is the user's own figure, dollars. */
export function priceOf(provider: Provider, operation: Operation, override?: number): number {
  const dollars = provider.pricePerCall[operation];
  return dollars === undefined ? 0 : Math.round((override ?? dollars) * 1_000_000);
}

/** What `calls` calls at a price (millionths of a dollar) will cost. */
export function estimate(calls: number, microDollars: number): Spending {
  return { calls, microDollars: calls * microDollars };
}

export function addSpending(a: Spending, b: Spending): Spending {
  return { calls: a.calls + b.calls, microDollars: a.microDollars + b.microDollars };
}

export function daySum(operations: ReadonlyMap<Operation, Spending>): Spending {
  return [...operations.values()].reduce(addSpending, noSpending);
}

/** ISO days are in order as text. */
export function sortDays<T>(days: readonly (readonly [string, T])[]): Map<string, T> {
  return new Map([...new Map(days)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Sums up the days beyond those that are kept. */
export function dropOldDays(ledger: Ledger): Ledger {
  const days = [...ledger.days];
  const old = days.slice(0, Math.max(0, days.length - ledgerDays));
  return old.length === 0
    ? ledger
    : {
        days: new Map(days.slice(old.length)),
        earlier: old.map(([, operations]) => daySum(operations)).reduce(addSpending, ledger.earlier),
      };
}
