import type { Counts } from "./counts.ts";

/** How a step of `npm test` went. */
export type Outcome =
  | { readonly kind: "ok"; readonly counts: Counts | undefined }
  | { readonly kind: "failed"; readonly why: string; readonly counts: Counts | undefined }
  | { readonly kind: "not run"; readonly why: string };

/**
 * Green only when everything says so: the exit code, and a report in which tests passed and none failed or
 * was skipped. `report` is absent for a step that has no tests, such as lint.
 */
export function judge(exitCode: number, report?: Counts | Error): Outcome {
  if (report instanceof Error) {
    return { kind: "failed", why: report.message, counts: undefined };
  }
  const why =
    report === undefined
      ? undefined
      : report.failed > 0
        ? `${report.failed} failed`
        : report.skipped > 0
          ? `${report.skipped} skipped`
          : report.passed === 0
            ? "no test ran"
            : undefined;
  if (why === undefined && exitCode === 0) {
    return { kind: "ok", counts: report };
  }
  return { kind: "failed", why: why ?? `exit code ${exitCode}`, counts: report };
}

/** The tests passed and failed over all steps. A step that failed without a failed test counts as one. */
export function total(outcomes: readonly Outcome[]): { readonly passed: number; readonly failed: number } {
  let passed = 0;
  let failed = 0;
  for (const outcome of outcomes) {
    const counts = outcome.kind === "not run" ? undefined : outcome.counts;
    passed += counts?.passed ?? 0;
    failed += outcome.kind === "ok" ? 0 : Math.max(counts?.failed ?? 0, 1);
  }
  return { passed, failed };
}
