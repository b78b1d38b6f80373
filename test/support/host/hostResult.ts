import { existsSync, readFileSync } from "node:fs";

/** What the test run inside the extension host writes when, and only when, it came to its end. */
export interface HostResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function readHostResult(file: string): HostResult | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as HostResult) : undefined;
}

/**
 * Why a run is not green, or undefined when it is. VS Code's own exit code does not count:
 * it is 0 when the extension host is killed in the middle of a test.
 */
export function whyNotGreen(result: HostResult | undefined): string | undefined {
  if (result === undefined) {
    return "the tests did not come to their end: no result from the extension host";
  }
  if (result.failed > 0) {
    return `${result.failed} failed`;
  }
  return result.passed === 0 ? "no test ran" : undefined;
}
