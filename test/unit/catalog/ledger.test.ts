import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  emptyLedger,
  estimate,
  ledgerDays,
  recordCall,
  spendingTotals,
  type Ledger,
} from "../../../src/catalog/ledger.ts";
import { ledgerFromJson, ledgerToJson } from "../../../src/catalog/ledgerStorage.ts";
import { priceOf, type PaidCall } from "../../../src/platform/paidCall.ts";
import { providers } from "../../../src/platform/providers.ts";
import { Calendar } from "../../../src/shared/calendar.ts";
import { noon } from "../../support/catalog.ts";

const utc = new Calendar("UTC");
const day = 86_400_000;

const anyCall: fc.Arbitrary<PaidCall> = fc.record({
  operation: fc.constantFrom("retrieve", "list", "videoTask"),
  dollars: fc.integer({ min: 1, max: 1_000_000 }).map((micro) => micro / 1_000_000),
  at: fc.integer({ min: noon - 900 * day, max: noon }),
  outcome: fc.constantFrom("answered", "unknown"),
});

const retrieveAt = (at: number): PaidCall => ({
  operation: "retrieve",
  dollars: 0.004,
  at,
  outcome: "answered",
});

const recordAll = (calls: readonly PaidCall[]): Ledger =>
  calls.reduce((ledger, call) => recordCall(ledger, call, utc), emptyLedger);

describe("the ledger", () => {
  it("loses no call and no millionth, in whatever order calls are entered", () => {
    fc.assert(
      fc.property(fc.array(anyCall), (calls) => {
        const { all } = spendingTotals(recordAll(calls), noon, utc);
        expect(all.calls).toBe(calls.length);
        expect(all.microDollars).toBe(
          calls.reduce((sum, { dollars }) => sum + Math.round(dollars * 1_000_000), 0),
        );
      }),
    );
  });

  it("sums up today, this month and all", () => {
    const price = 4000;
    const ledger = recordAll([noon, noon - 1000, noon - 3 * day, noon - 40 * day].map(retrieveAt));
    expect(spendingTotals(ledger, noon, utc)).toEqual({
      today: { calls: 2, microDollars: 2 * price },
      thisMonth: { calls: 3, microDollars: 3 * price },
      all: { calls: 4, microDollars: 4 * price },
    });
  });

  it("counts days as the user's own", () => {
    const evening = retrieveAt(Date.UTC(2026, 10, 23, 20));
    expect([...recordCall(emptyLedger, evening, new Calendar("Asia/Shanghai")).days.keys()]).toEqual([
      "2026-11-24",
    ]);
  });

  it("does not enter what is free or was refused, but what may have been charged", () => {
    const call = retrieveAt(noon);
    expect(recordCall(emptyLedger, { ...call, dollars: 0 }, utc)).toBe(emptyLedger);
    expect(recordCall(emptyLedger, { ...call, outcome: "refused" }, utc)).toBe(emptyLedger);
    expect(recordCall(emptyLedger, { ...call, outcome: "unknown" }, utc).days.size).toBe(1);
  });

  it("stays small: days beyond its span are kept as one sum", () => {
    const calls = Array.from({ length: ledgerDays + 50 }, (_, index) => retrieveAt(noon - index * day));
    const ledger = recordAll(calls);
    expect(ledger.days.size).toBe(ledgerDays);
    expect(ledger.earlier).toEqual({ calls: 50, microDollars: 50 * 4000 });
  });
});

describe("an estimate", () => {
  it("is in whole millionths", () => {
    expect(estimate(250, priceOf(providers.cometapi, "retrieve"))).toEqual({
      calls: 250,
      microDollars: 1_000_000,
    });
    expect(estimate(3, 0.1)).toEqual({ calls: 3, microDollars: 300_000 });
  });
});

describe("a stored ledger", () => {
  it("comes back as it was, through JSON", () => {
    fc.assert(
      fc.property(fc.array(anyCall), (calls) => {
        const ledger = recordAll(calls);
        expect(ledgerFromJson(JSON.parse(JSON.stringify(ledgerToJson(ledger))))).toEqual(ledger);
      }),
    );
  });

  it("is read without a throw, whatever is stored, and understood parts are kept", () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (value) => {
        expect(ledgerFromJson(value)).toEqual(emptyLedger);
        const spending = { calls: 1, microDollars: 2 };
        const days = {
          "2026-11-23": { retrieve: spending, dream: spending, list: value },
          "2026-1-1": {},
          x: value,
        };
        const { days: read } = ledgerFromJson({ version: 1, days, earlier: {} });
        expect([...read]).toEqual([["2026-11-23", new Map([["retrieve", spending]])]]);
      }),
    );
  });
});
