import type { Outcome } from "./outcome.ts";
import { total } from "./outcome.ts";

export interface StepSummary {
  readonly name: string;
  readonly outcome: Outcome;
  readonly seconds: number;
}

/** The table at the end of `npm test`, and its last line. */
export function summarize(steps: readonly StepSummary[]): string {
  const rows = steps.map(({ name, outcome, seconds }) => {
    const counts = outcome.kind === "not run" ? undefined : outcome.counts;
    return [
      name,
      outcome.kind,
      String(counts?.passed ?? ""),
      String(counts?.failed ?? ""),
      String(counts?.skipped ?? ""),
      `${seconds.toFixed(0)} s`,
      outcome.kind === "ok" ? "" : outcome.why,
    ];
  });
  const { passed, failed } = total(steps.map(({ outcome }) => outcome));
  const table = align([["Step", "Result", "Passed", "Failed", "Skipped", "Time", ""], ...rows]);
  return `${table}\n\n${passed} passed, ${failed} failed`;
}

function align(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
