import { closeSync, fstatSync, mkdirSync, openSync, readSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureFolder, makeTempFolder, outFolder, resultsFolder } from "../folders.ts";
import { startSandbox } from "../sandboxProcess.ts";
import { readHostResult, whyNotGreen } from "./hostResult.ts";

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

/** Makes the workspace and the sandbox server, and shows what the tests print while they run. */
export async function prepareHostRun(): Promise<HostRun> {
  const folder = makeTempFolder("host");
  const workspace = join(folder.path, "workspace");
  mkdirSync(workspace);
  writeFileSync(join(workspace, "README.md"), "# A workspace for the host tests\n");
  const outputFile = join(folder.path, "output.txt");
  const resultFile = join(ensureFolder(resultsFolder), "host.json");
  rmSync(resultFile, { force: true });
  const sandbox = await startSandbox();
  const stopShowing = showWhileItGrows(outputFile);
  const verdict = (): string | undefined => whyNotGreen(readHostResult(resultFile));
  return {
    workspace,
    env: {
      MINIMAX_FILES_HOST_OUTPUT: outputFile,
      MINIMAX_FILES_HOST_RESULT: resultFile,
      ...sandbox.env,
    },
    isGreen: () => verdict() === undefined,
    report: () => {
      stopShowing();
      const why = verdict();
      if (why !== undefined) {
        console.error(`Host tests FAILED: ${why}.`);
      }
      return why === undefined;
    },
    stop: async () => {
      stopShowing();
      await sandbox.stop();
      folder.remove();
    },
  };
}

/** Copies what another process appends to the file to our own output, until told to stop. */
function showWhileItGrows(file: string): () => void {
  writeFileSync(file, "");
  const descriptor = openSync(file, "r");
  const buffer = Buffer.alloc(64 * 1024);
  let position = 0;
  const showNew = (): void => {
    while (position < fstatSync(descriptor).size) {
      const length = readSync(descriptor, buffer, 0, buffer.length, position);
      process.stdout.write(buffer.subarray(0, length));
      position += length;
    }
  };
  const timer = setInterval(showNew, 100);
  let open = true;
  return () => {
    if (open) {
      open = false;
      clearInterval(timer);
      showNew();
      closeSync(descriptor);
    }
  };
}
