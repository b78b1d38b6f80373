import { rmSync } from "node:fs";
import { join } from "node:path";
import { builtVariables } from "./build.ts";
import { resultsFolder, rootFolder } from "./folders.ts";
import type { LaneStep } from "./lanes.ts";
import { readHostReport, readPlaywrightReport, readReport, readVitestReport } from "./results/counts.ts";
import type { ReportReader } from "./results/counts.ts";
import type { Outcome } from "./results/outcome.ts";
import { judge } from "./results/outcome.ts";
import { runWatched } from "./run.ts";

/** One part of `npm test`: a script of `package.json`, and what it leaves as proof. */
export interface Step extends LaneStep {
  readonly title: string;
  /** What follows `npm run`. */
  readonly script: readonly string[];
  readonly report?: { readonly file: string; readonly read: ReportReader };
}

/** Two lanes for two cores: what needs no window, or one alone, and what waits for windows most of its time. */
export const steps: readonly Step[] = [
  {
    name: "package",
    lane: "windows",
    title: "the production build and the VSIX",
    script: ["package", "--", "--tests"],
  },
  {
    name: "vscode",
    lane: "windows",
    title: "code-server, a real VS Code, where it is not installed yet",
    script: ["vscode"],
  },
  {
    name: "e2e",
    lane: "windows",
    title: "the VSIX in VS Code, as a user",
    script: ["test:e2e"],
    report: { file: "e2e.json", read: readPlaywrightReport },
    needs: ["package", "vscode"],
  },
  { name: "lint", lane: "code", title: "types, lint, floors and format", script: ["lint"] },
  vitest("unit", "the pure parts"),
  { ...vitest("http", "the parts that speak HTTP, against servers on this machine"), needs: ["package"] },
  {
    name: "host",
    lane: "code",
    title: "inside VS Code's extension host",
    script: ["test:host"],
    report: { file: "host.json", read: readHostReport },
    needs: ["package", "vscode"],
  },
  {
    name: "soak",
    lane: "code",
    title: "the packaged extension in VS Code, under traffic, misbehaviour and kills",
    script: ["soak"],
    report: { file: "soak.json", read: readPlaywrightReport },
    needs: ["package", "vscode"],
  },
  {
    name: "leaks",
    lane: "windows",
    title: "no key and no signature in anything that was left behind",
    script: ["test:leaks"],
    report: { file: "leaks.json", read: readHostReport },
    needs: ["host", "e2e", "soak"],
  },
];

/** Runs the step's script, giving each line of its output to `print`, then reads its report. */
export async function runStep(
  { title, script, report }: Step,
  signal: AbortSignal,
  print: (line: string) => void,
): Promise<Outcome> {
  if (signal.aborted) {
    return { kind: "not run", why: "interrupted" };
  }
  const file = join(resultsFolder, report?.file ?? "");
  if (report !== undefined) {
    // An old report must not pass for a new one.
    rmSync(file, { force: true });
  }
  print(`━━ ${title} ━━`);
  try {
    const exitCode = await runWatched("npm", ["run", "--silent", ...script], print, {
      cwd: rootFolder,
      env: {
        ...process.env,
        ...builtVariables,
        ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}),
      },
      signal,
    });
    const outcome = judge(exitCode, report === undefined ? undefined : readReport(file, report.read));
    print(outcome.kind === "ok" ? "━━ ok ━━" : `━━ FAILED: ${outcome.why} ━━`);
    return outcome;
  } catch (error) {
    return { kind: "failed", why: String(error), counts: undefined };
  }
}

function vitest(project: "unit" | "http", title: string): Step {
  const file = `${project}.json`;
  return {
    name: project,
    lane: "code",
    title,
    script: [
      `test:${project}`,
      "--",
      // The other half of the machine is the other lane's.
      "--maxWorkers=50%",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${join(resultsFolder, file)}`,
    ],
    report: { file, read: readVitestReport },
  };
}
