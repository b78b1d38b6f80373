import { operations as allOperations } from "../platform/providers.ts";
import type { Operation } from "../platform/provider.ts";
import { isoDay, parseIsoDay } from "../shared/calendar.ts";
import { isExactly, isObject, isOneOf, type Guard } from "../shared/guard.ts";
import type { JsonValue } from "../shared/jsonValue.ts";
import { dropOldDays, emptyLedger, noSpending, sortDays, type Ledger, type Spending } from "./ledger.ts";

/** Another version is read as empty, and overwritten: a later form needs a key of its own in the state store. */
interface StoredLedger {
  readonly version: 1;
  readonly days: object;
  readonly earlier: object;
}

const isWhole: Guard<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isAnyObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isSpending = isObject<Spending>({ calls: isWhole, microDollars: isWhole });
const isOperation = isOneOf<Operation>(allOperations);
const isStoredLedger = isObject<StoredLedger>({
  version: isExactly(1),
  days: isAnyObject,
  earlier: isAnyObject,
});

/** A plain value for the editor's state store. */
export function ledgerToJson({ days, earlier }: Ledger): JsonValue {
  return {
    version: 1,
    days: Object.fromEntries(
      [...days].map(([day, operations]) => [
        day,
        Object.fromEntries(
          [...operations].map(([operation, spending]) => [operation, spendingToJson(spending)]),
        ),
      ]),
    ),
    earlier: spendingToJson(earlier),
  };
}

/** Reads what was stored. Never throws: what is not understood is left out. */
export function ledgerFromJson(stored: unknown): Ledger {
  if (!isStoredLedger(stored)) {
    return emptyLedger;
  }
  const days = Object.entries<unknown>({ ...stored.days })
    .filter(([day]) => isDay(day))
    .map(([day, operations]) => [day, dayFromJson(operations)] as const)
    .filter(([, operations]) => operations.size > 0);
  return dropOldDays({
    days: sortDays(days),
    earlier: isSpending(stored.earlier) ? spendingToJson(stored.earlier) : noSpending,
  });
}

function isDay(text: string): boolean {
  const day = parseIsoDay(text);
  return day !== undefined && isoDay(day) === text;
}

function dayFromJson(stored: unknown): ReadonlyMap<Operation, Spending> {
  const operations = new Map<Operation, Spending>();
  for (const [operation, spending] of isAnyObject(stored) ? Object.entries<unknown>({ ...stored }) : []) {
    if (isOperation(operation) && isSpending(spending)) {
      operations.set(operation, spendingToJson(spending));
    }
  }
  return operations;
}

/** Its own fields alone. */
function spendingToJson({ calls, microDollars }: Spending): { calls: number; microDollars: number } {
  return { calls, microDollars };
}
