import type { PaidCall } from "../platform/paidCall.ts";
import type { Operation } from "../platform/provider.ts";
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

/**
 * Enters a call at its price. One that the server refused is not entered; one whose answer never came is, since it
 * may have been charged: better to count a call too many than to promise too little.
 */
export function recordCall(ledger: Ledger, call: PaidCall, calendar: Calendar): Ledger {
  const { microDollars } = estimate(1, call.dollars);
  if (call.outcome === "refused" || !(microDollars > 0)) {
    return ledger;
  }
  const day = isoDay(calendar.dayOf(call.at));
  const operations = new Map(ledger.days.get(day));
  const before = operations.get(call.operation) ?? noSpending;
  operations.set(call.operation, addSpending(before, { calls: 1, microDollars }));
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

/** What calls cost at a price in dollars a call (`priceOf`): for a question before a batch. */
export function estimate(calls: number, dollars: number): Spending {
  return { calls, microDollars: calls * Math.round(dollars * 1_000_000) };
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
