/**
 * `npm run package`: the production build as a VSIX in `out`. What goes in is said by `.vscodeignore`.
 * With `--tests`, the bundle of the host tests is built beside it; with `--pre-release`, it is one for that channel.
 */
import { rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { build } from "./build.ts";
import { ensureFolder, outFolder, rootFolder, vsixFile } from "./folders.ts";
import { writeNotices } from "./notices.ts";

const known = ["--tests", "--pre-release"] as const;
type PackageFlag = (typeof known)[number];

/** Builds and packages the extension. Resolves with the VSIX's path. */
export async function packageExtension(...flags: readonly PackageFlag[]): Promise<string> {
  await build("--production", ...flags.filter((flag) => flag === "--tests"));
  writeNotices(join(rootFolder, "dist"));
  ensureFolder(outFolder);
  const packagePath = vsixFile();
  rmSync(packagePath, { force: true });
  await createVSIX({
    cwd: rootFolder,
    packagePath,
    dependencies: false,
    preRelease: flags.includes("--pre-release"),
  });
  return packagePath;
}

if (process.argv[1] === import.meta.filename) {
  const file = await packageExtension(...known.filter((flag) => process.argv.includes(flag)));
  console.log(`${relative(rootFolder, file)}: ${Math.ceil(statSync(file).size / 1024)} KB`);
}
