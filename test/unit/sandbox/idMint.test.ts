import { expect, test } from "vitest";
import { IdMint } from "../../../src/sandbox/store/idMint.ts";

test("an id looks like the platform's of the same time", () => {
  // Captured: a file of 1763538787 had the id 335811572470048 (api.md 2).
  const id = new IdMint([]).next(1_763_538_787_000);
  expect(id).toMatch(/^3358\d{11}$/);
});

test("ids never repeat and always grow, also within one millisecond and after older times", () => {
  const mint = new IdMint(["466403639214080"]);
  const ids = [1, 1, 0, 2].map((ms) => BigInt(mint.next(1_795_420_999_000 + ms)));
  expect(ids).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)));
  expect(new Set(ids).size).toBe(4);
});

test("the largest possible id among the taken ones does not push new ones beyond int64", () => {
  const id = new IdMint(["9223372036854775807"]).next(1_795_420_999_000);
  expect(id).toHaveLength(15);
});
