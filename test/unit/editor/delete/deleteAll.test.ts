import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deleteAll } from "../../../../src/editor/delete/deleteAll.ts";
import { CancelledError } from "../../../../src/shared/cancellation.ts";

const never = new AbortController().signal;
const ignore = (): void => undefined;

describe("deleting many files", () => {
  test("goes on after errors, and accounts for every file exactly once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat()), fc.func(fc.boolean()), async (files, fails) => {
        const outcome = await deleteAll(
          files,
          (file) => (fails(file) ? Promise.reject(new Error("no")) : Promise.resolve()),
          never,
          ignore,
        );
        const failed = outcome.failed.map(({ file }) => file);
        expect(outcome.left).toEqual([]);
        expect([...outcome.deleted, ...failed].toSorted()).toEqual(files.toSorted());
        expect(failed.every((file) => fails(file))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test("a cancel keeps what was not tried, and is no failure", async () => {
    const controller = new AbortController();
    const tried: number[] = [];
    const outcome = await deleteAll(
      [1, 2, 3, 4, 5, 6, 7, 8],
      async (file) => {
        tried.push(file);
        await Promise.resolve();
        controller.abort(new CancelledError());
        if (file !== 1) {
          throw new CancelledError();
        }
      },
      controller.signal,
      ignore,
    );
    expect(outcome.deleted).toEqual([1]);
    expect(outcome.failed).toEqual([]);
    expect(outcome.left.toSorted()).toEqual([2, 3, 4, 5, 6, 7, 8]);
    // The cancel comes while these are under way.
    expect(tried).toEqual([1, 2, 3]);
  });

  test("never more than three at a time", async () => {
    let running = 0;
    let most = 0;
    await deleteAll(
      Array.from({ length: 20 }, (_, index) => index),
      async () => {
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
      },
      never,
      ignore,
    );
    expect(most).toBe(3);
  });
});
