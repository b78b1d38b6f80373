/**
 * `npm run package`: the production build as a VSIX in `out`. What goes in is said by `.vscodeignore`.
 * With `--tests`, the bundle of the host tests is built beside it.
 */
import { rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { build } from "./build.ts";
import { ensureFolder, outFolder, rootFolder, vsixFile } from "./folders.ts";
import { writeNotices } from "./notices.ts";

/** Builds and packages the extension. Resolves with the VSIX's path. */
export async function packageExtension(...flags: readonly "--tests"[]): Promise<string> {
  await build("--production", ...flags);
  writeNotices(join(rootFolder, "dist"));
  ensureFolder(outFolder);
  const packagePath = vsixFile();
  rmSync(packagePath, { force: true });
  await createVSIX({ cwd: rootFolder, packagePath, dependencies: false });
  return packagePath;
}

if (process.argv[1] === import.meta.filename) {
  const file = await packageExtension(...(process.argv.includes("--tests") ? (["--tests"] as const) : []));
  console.log(`${relative(rootFolder, file)}: ${Math.ceil(statSync(file).size / 1024)} KB`);
}
