/**
 * `npm run test:host`: the host tests in the extension host of code-server, a real VS Code.
 * `npm run test:oldest` (`--oldest`): in the oldest one that we support.
 */
import { build, isBuilt } from "./build.ts";
import { runHostInCodeServer } from "./host/hostInCodeServer.ts";
import { hostBundle, prepareHostRun } from "./host/hostRun.ts";
import { interruption } from "./interruption.ts";
import { installCodeServer } from "./vscode/install.ts";
import { newestRuntime, oldestRuntime } from "./vscode/runtime.ts";
import { chromium, ensureProgram } from "./vscode/systemPackages.ts";

const timeout = 5 * 60_000;
const oldest = process.argv.includes("--oldest");
const runtime = oldest ? oldestRuntime : newestRuntime;
const signal = interruption();

if (!isBuilt) {
  await build("--tests");
}
await ensureProgram(chromium);
await installCodeServer(signal, runtime);
const run = await prepareHostRun(oldest ? "oldest.json" : "host.json");
try {
  const { workspace, env, isGreen } = run;
  await runHostInCodeServer({ runtime, workspace, env, isGreen, testBundle: hostBundle, timeout, signal });
  process.exitCode = run.report() ? 0 : 1;
} finally {
  await run.stop();
}
