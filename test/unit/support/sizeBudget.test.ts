import { expect, it } from "vitest";
import { checkBudget } from "../../support/sizeBudget.ts";

it("holds every file against its budget, and says which is too large and by how much", () => {
  const entry = { name: "entry", size: 60 * 1024, budget: 60 * 1024 };
  const vsix = { name: "vsix", size: 310 * 1024, budget: 300 * 1024 };
  expect(checkBudget([entry])).toEqual({ report: "entry: 60.0 KB of 60.0 KB", isWithin: true });
  expect(checkBudget([entry, vsix])).toEqual({
    report: "entry: 60.0 KB of 60.0 KB\nvsix: 310.0 KB of 300.0 KB, 10.0 KB too much",
    isWithin: false,
  });
});
