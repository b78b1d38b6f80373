import { existsSync, readFileSync } from "node:fs";

/** What a step's own report says, whichever tool wrote it. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Reads one tool's report. Throws when it is not that tool's. */
export type ReportReader = (report: unknown) => Counts;

/** Vitest's `json` reporter. A file that does not even load is a failed suite without tests. */
export const readVitestReport: ReportReader = (report) => {
  const suitesFailed = count(report, "numFailedTestSuites");
  const testsFailed = count(report, "numFailedTests");
  return {
    passed: count(report, "numPassedTests"),
    failed: testsFailed === 0 ? suitesFailed : testsFailed,
    skipped: count(report, "numPendingTests") + count(report, "numTodoTests"),
  };
};

/** Playwright's `json` reporter. `errors` are those outside of any test, such as a file that does not load. */
export const readPlaywrightReport: ReportReader = (report) => {
  const { stats, errors } = report as { readonly stats: unknown; readonly errors: readonly unknown[] };
  return {
    passed: count(stats, "expected"),
    // A test that passes at the second attempt only is no test that passes.
    failed: count(stats, "unexpected") + count(stats, "flaky") + errors.length,
    skipped: count(stats, "skipped"),
  };
};

/** The host tests' own report (`test/host/index.ts`). */
export const readHostReport: ReportReader = (report) => ({
  passed: count(report, "passed"),
  failed: count(report, "failed"),
  skipped: count(report, "skipped"),
});

/** Reads the report that a run left, or says why there is none. */
export function readReport(file: string, read: ReportReader): Counts | Error {
  if (!existsSync(file)) {
    return new Error("no report: the tests did not come to their end");
  }
  try {
    return read(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    return new Error(`the report cannot be read: ${String(error)}`);
  }
}

function count(report: unknown, name: string): number {
  const value: unknown = (report as Record<string, unknown>)[name];
  if (typeof value !== "number") {
    throw new Error(`the report has no number called ${name}`);
  }
  return value;
}
