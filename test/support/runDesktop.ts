/**
 * `npm run test:desktop`: the host tests in the desktop VS Code, through `@vscode/test-electron`.
 * VSCODE_EXECUTABLE names an installed one; otherwise VSCODE_VERSION (default: stable) is downloaded.
 */
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { build, isBuilt } from "./build.ts";
import { outFolder, rootFolder } from "./folders.ts";
import { hostBundle, prepareHostRun } from "./host/hostRun.ts";
import { createProfile } from "./vscode/profile.ts";

if (!isBuilt) {
  await build("--tests");
}
const executable = process.env["VSCODE_EXECUTABLE"];
const run = await prepareHostRun("desktop.json");
const profile = createProfile("desktop");
try {
  const exitCode = await runTests({
    ...(executable === undefined
      ? { version: process.env["VSCODE_VERSION"] ?? "stable", cachePath: join(outFolder, "desktop") }
      : { vscodeExecutablePath: executable }),
    extensionDevelopmentPath: rootFolder,
    extensionTestsPath: hostBundle,
    extensionTestsEnv: run.env,
    launchArgs: [
      run.workspace,
      `--user-data-dir=${profile.dataFolder}`,
      `--extensions-dir=${profile.extensionsFolder}`,
    ],
  }).catch((error: unknown) => {
    console.error(String(error));
    return 1;
  });
  // The exit code alone would not do: VS Code's is 0 when the extension host is killed.
  process.exitCode = run.report() && exitCode === 0 ? 0 : 1;
} finally {
  await run.stop();
  profile.remove();
}
