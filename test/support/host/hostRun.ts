import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureFolder, makeTempFolder, outFolder, resultsFolder } from "../folders.ts";
import { readHostReport, readReport } from "../results/counts.ts";
import type { Outcome } from "../results/outcome.ts";
import { judge } from "../results/outcome.ts";
import { canaryKey, searchLeftBehind } from "../leftBehind.ts";
import { sandboxVariables, startTestSandbox } from "../sandbox.ts";
import { showWhileItGrows } from "./showWhileItGrows.ts";

/** The bundle of all host tests, as `esbuild.mjs --tests` writes it. */
export const hostBundle = join(outFolder, "host/index.cjs");

/** Everything around one run of the host tests, whichever VS Code it runs in. */
export interface HostRun {
  /** The folder that VS Code opens. */
  readonly workspace: string;
  /** To be passed on to the extension host. */
  readonly env: NodeJS.ProcessEnv;
  /** Whether the tests came to their end and all of them passed. */
  readonly isGreen: () => boolean;
  /** Prints the rest of the output and the verdict; true when it is green. */
  readonly report: () => boolean;
  readonly stop: () => Promise<void>;
}

/**
 * Makes the workspace and the sandbox server, and shows what the tests print while they run.
 * `reportName` is the file in `out/results` that the tests write at their end.
 */
export async function prepareHostRun(reportName: string): Promise<HostRun> {
  const folder = makeTempFolder("host");
  const workspace = join(folder.path, "workspace");
  mkdirSync(workspace);
  writeFileSync(join(workspace, "README.md"), "# A workspace for the host tests\n");
  const outputFile = join(folder.path, "output.txt");
  const resultFile = join(ensureFolder(resultsFolder), reportName);
  rmSync(resultFile, { force: true });
  const sandbox = await startTestSandbox({ keys: [canaryKey] });
  const stopShowing = showWhileItGrows(outputFile);
  // The report alone decides. VS Code's exit code is 0 when its extension host is killed in the middle of a test.
  const verdict = (): Outcome => judge(0, readReport(resultFile, readHostReport));
  return {
    workspace,
    env: {
      MINIMAX_FILES_HOST_OUTPUT: outputFile,
      MINIMAX_FILES_HOST_RESULT: resultFile,
      ...sandboxVariables(sandbox),
    },
    isGreen: () => verdict().kind === "ok",
    report: () => {
      stopShowing();
      const outcome = verdict();
      if (outcome.kind !== "ok") {
        console.error(`Host tests FAILED: ${outcome.why}.`);
      }
      return outcome.kind === "ok";
    },
    stop: async () => {
      stopShowing();
      await sandbox.stop();
      searchLeftBehind("host-workspace", [folder.path]);
      folder.remove();
    },
  };
}
