import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CancelledError } from "../../../src/shared/cancellation.ts";
import { eventLoopPacer } from "../../../src/shared/eventLoopPacer.ts";
import { sortInSteps } from "../../../src/shared/sortInSteps.ts";
import { runInSlices, runNow, type Pacer, type Steps } from "../../../src/shared/steps.ts";

/** A clock that moves on by `stepLength` whenever it is read, and counts the turns given to others. */
function pacer(stepLength: number): Pacer & { readonly turns: number } {
  let time = 0;
  let turns = 0;
  return {
    now: () => (time += stepLength),
    turn: () => {
      turns++;
      return Promise.resolve();
    },
    get turns() {
      return turns;
    },
  };
}

function* countTo(end: number): Steps<number> {
  let sum = 0;
  for (let index = 0; index < end; index++) {
    sum++;
    yield;
  }
  return sum;
}

describe("long work in steps", () => {
  it("gives the same result at once and in slices", async () => {
    expect(runNow(countTo(100))).toBe(100);
    expect(await runInSlices(countTo(100), eventLoopPacer)).toBe(100);
  });

  it("lets others run whenever a slice is used up, and not before", async () => {
    const slow = pacer(1000);
    await runInSlices(countTo(10), slow);
    // And once at the end: what the caller does next is not part of the last slice.
    expect(slow.turns).toBe(11);
    const fast = pacer(0);
    await runInSlices(countTo(10), fast);
    expect(fast.turns).toBe(0);
  });

  it("ends with the signal's reason between two steps", async () => {
    const controller = new AbortController();
    const reason = new CancelledError();
    function* work(): Steps<string> {
      yield;
      controller.abort(reason);
      yield;
      return "done";
    }
    await expect(runInSlices(work(), pacer(0), controller.signal)).rejects.toBe(reason);
  });

  it("rejects with what a step throws", async () => {
    const failure = new Error("broken step");
    // eslint-disable-next-line require-yield -- it fails before its first pause
    function* work(): Steps<string> {
      throw failure;
    }
    await expect(runInSlices(work(), pacer(0))).rejects.toBe(failure);
  });
});

describe("sorting in steps", () => {
  it("sorts as the engine does, stably, whatever the length", () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 5000, size: "max" });
    fc.assert(
      fc.property(numbers, (values) => {
        const items = values.map((value, index) => ({ value, index }));
        const compare = (a: { value: number }, b: { value: number }): number => a.value - b.value;
        expect(runNow(sortInSteps(items, compare))).toEqual(items.toSorted(compare));
      }),
      { numRuns: 30 },
    );
  });

  it("leaves its input alone", () => {
    const items = [3, 1, 2];
    runNow(sortInSteps(items, (a, b) => a - b));
    expect(items).toEqual([3, 1, 2]);
  });

  it("pauses at least once in every few thousand comparisons", () => {
    const items = Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 20_011);
    let comparisons = 0;
    let longest = 0;
    const steps = sortInSteps(items, (a, b) => {
      comparisons++;
      return a - b;
    });
    while (steps.next().done !== true) {
      longest = Math.max(longest, comparisons);
      comparisons = 0;
    }
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThan(15_000);
  });
});
