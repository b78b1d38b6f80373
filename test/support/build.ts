import { join } from "node:path";
import { rootFolder } from "./folders.ts";
import { runQuietly } from "./run.ts";

/**
 * Set in the environment when the production build, the VSIX and the bundle of the host tests are there already:
 * `npm test` makes them once for all its steps.
 */
const builtVariable = "MINIMAX_FILES_BUILT";

export const builtVariables: NodeJS.ProcessEnv = { [builtVariable]: "1" };
export const isBuilt = process.env[builtVariable] !== undefined;

/** Makes the production build in a folder of its own. */
export async function buildInto(folder: string): Promise<void> {
  const flags = ["--production", "--outdir", folder];
  await runQuietly(process.execPath, [join(rootFolder, "esbuild.mjs"), ...flags], { cwd: rootFolder });
}

/** Runs `esbuild.mjs`. Rejects with the compiler's messages when the code does not build. */
export async function build(...flags: readonly ("--production" | "--tests")[]): Promise<void> {
  await runQuietly(process.execPath, [join(rootFolder, "esbuild.mjs"), ...flags], { cwd: rootFolder });
}
