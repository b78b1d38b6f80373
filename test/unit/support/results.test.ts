import { describe, expect, it } from "vitest";
import {
  readHostReport,
  readPlaywrightReport,
  readReport,
  readVitestReport,
} from "../../support/results/counts.ts";
import { judge, total } from "../../support/results/outcome.ts";
import { summarize } from "../../support/results/summary.ts";

const vitest = {
  numPassedTests: 5,
  numFailedTests: 0,
  numFailedTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
};
const playwright = { errors: [], stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 } };

describe("a step of npm test is green", () => {
  it("with exit code 0 and a report of passed tests", () => {
    expect(judge(0, readVitestReport(vitest)).kind).toBe("ok");
    expect(judge(0, readPlaywrightReport(playwright)).kind).toBe("ok");
    expect(judge(0, readHostReport({ passed: 1, failed: 0, skipped: 0 })).kind).toBe("ok");
  });

  it("with exit code 0 where there is nothing to report, as in lint", () => {
    expect(judge(0).kind).toBe("ok");
    expect(judge(1).kind).toBe("failed");
  });
});

describe("a step of npm test is red", () => {
  it.each([
    ["no test ran", { passed: 0, failed: 0, skipped: 0 }],
    ["1 failed", { passed: 9, failed: 1, skipped: 0 }],
    ["2 skipped", { passed: 9, failed: 0, skipped: 2 }],
  ])("when %s, whatever the exit code", (why, counts) => {
    expect(judge(0, counts)).toMatchObject({ kind: "failed", why });
  });

  it("when the exit code says so, although the report looks good", () => {
    expect(judge(2, { passed: 9, failed: 0, skipped: 0 })).toMatchObject({
      kind: "failed",
      why: "exit code 2",
    });
  });

  it("when there is no report: the run died before its end", () => {
    const missing = readReport("/nowhere/report.json", readHostReport);
    expect(judge(0, missing).kind).toBe("failed");
  });

  it("when the report is of another shape", () => {
    expect(readReport(import.meta.filename, readHostReport)).toBeInstanceOf(Error);
    expect(() => readVitestReport({})).toThrow("numFailedTestSuites");
  });

  it("when a file of tests does not load", () => {
    expect(readVitestReport({ ...vitest, numFailedTestSuites: 1 }).failed).toBe(1);
    expect(readPlaywrightReport({ ...playwright, errors: [{}] }).failed).toBe(1);
  });

  it("when a test needed a second attempt", () => {
    expect(readPlaywrightReport({ errors: [], stats: { ...playwright.stats, flaky: 1 } }).failed).toBe(1);
  });
});

describe("the last line of npm test", () => {
  const ok = { kind: "ok", counts: { passed: 4, failed: 0, skipped: 0 } } as const;

  it("counts the tests of all steps", () => {
    const steps = [
      { name: "unit", outcome: ok, seconds: 1 },
      { name: "http", outcome: ok, seconds: 2 },
    ];
    expect(summarize(steps).split("\n").at(-1)).toBe("8 passed, 0 failed");
  });

  it("counts a step as failed that broke without a failed test, or could not run", () => {
    const broken = { kind: "failed", why: "exit code 1", counts: undefined } as const;
    const notRun = { kind: "not run", why: "package failed" } as const;
    expect(total([ok, broken, notRun])).toEqual({ passed: 4, failed: 2 });
  });
});
