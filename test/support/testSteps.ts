import { rmSync } from "node:fs";
import { join } from "node:path";
import { builtVariables } from "./build.ts";
import { resultsFolder, rootFolder } from "./folders.ts";
import { readHostReport, readPlaywrightReport, readReport, readVitestReport } from "./results/counts.ts";
import type { ReportReader } from "./results/counts.ts";
import type { Outcome } from "./results/outcome.ts";
import { judge } from "./results/outcome.ts";
import { runShown } from "./run.ts";

/** One part of `npm test`: a script of `package.json`, and what it leaves as proof. */
export interface Step {
  readonly name: string;
  readonly title: string;
  /** What follows `npm run`. */
  readonly script: readonly string[];
  readonly report?: { readonly file: string; readonly read: ReportReader };
  /** The step that must have gone well before this one can run. */
  readonly needs?: string;
}

export const steps: readonly Step[] = [
  { name: "lint", title: "types, lint, floors and format", script: ["lint"] },
  { name: "package", title: "the production build and the VSIX", script: ["package", "--", "--tests"] },
  vitest("unit", "the pure parts"),
  vitest("http", "the parts that speak HTTP, against servers on this machine"),
  {
    name: "host",
    title: "inside VS Code's extension host",
    script: ["test:host"],
    report: { file: "host.json", read: readHostReport },
    needs: "package",
  },
  {
    name: "e2e",
    title: "the VSIX in VS Code, as a user",
    script: ["test:e2e"],
    report: { file: "e2e.json", read: readPlaywrightReport },
    needs: "package",
  },
];

/** Runs the step's script with its output shown, then reads its report. */
export async function runStep({ script, report }: Step, signal: AbortSignal): Promise<Outcome> {
  const file = join(resultsFolder, report?.file ?? "");
  if (report !== undefined) {
    // An old report must not pass for a new one.
    rmSync(file, { force: true });
  }
  try {
    const exitCode = await runShown("npm", ["run", "--silent", ...script], {
      cwd: rootFolder,
      env: { ...process.env, ...builtVariables },
      signal,
    });
    return judge(exitCode, report === undefined ? undefined : readReport(file, report.read));
  } catch (error) {
    return { kind: "failed", why: String(error), counts: undefined };
  }
}

function vitest(project: "unit" | "http", title: string): Step {
  const file = `${project}.json`;
  return {
    name: project,
    title,
    script: [
      `test:${project}`,
      "--",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${join(resultsFolder, file)}`,
    ],
    report: { file, read: readVitestReport },
  };
}
