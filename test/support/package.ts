/**
 * `npm run package`: the production build as a VSIX in `out`. What goes in is said by `.vscodeignore`.
 * Fails where it has grown above its budget. With `--tests`, the bundle of the host tests is built beside it; with
 * `--pre-release`, it is one for that channel.
 */
import { rmSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { build } from "./build.ts";
import { checkBudget, type Budgeted } from "./sizeBudget.ts";
import { ensureFolder, outFolder, rootFolder, vsixFile } from "./folders.ts";
import { writeNotices } from "./notices.ts";
import { recompress } from "./recompress.ts";

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
  await recompress(packagePath);
  return packagePath;
}

if (process.argv[1] === import.meta.filename) {
  const file = await packageExtension(...known.filter((flag) => process.argv.includes(flag)));
  const sized = (path: string, budget: number): Budgeted => ({
    name: relative(rootFolder, path),
    size: statSync(path).size,
    budget: budget * 1024,
  });
  // What VS Code loads at every start, and what every user downloads. Of the latter, in KB: the extension's own code
  // 140, translations 51, undici 46, the walkthrough's pictures 26, the sandbox's samples 8, modern-tar 6.
  const { report, isWithin } = checkBudget([
    sized(join(rootFolder, "dist/extension.cjs"), 60),
    sized(file, 300),
  ]);
  console.log(report);
  process.exitCode = isWithin ? 0 : 1;
}
