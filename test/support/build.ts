import { join } from "node:path";
import { rootFolder } from "./folders.ts";
import { runQuietly } from "./run.ts";

/** Runs `esbuild.mjs`. Rejects with the compiler's messages when the code does not build. */
export async function build(...flags: readonly ("--production" | "--tests")[]): Promise<void> {
  await runQuietly(process.execPath, [join(rootFolder, "esbuild.mjs"), ...flags], { cwd: rootFolder });
}
