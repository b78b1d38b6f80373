/**
 * `npm start`: a real VS Code with the extension, a workspace folder and the seeded sandbox, until Ctrl+C.
 *
 *   npm start -- [--browser] [--port N] [folder]
 *
 * --browser  code-server, also where the desktop VS Code could be opened
 * --port     of code-server; a free one by default
 * folder     to open; a temporary one by default
 */
import { parseArgs } from "node:util";
import { largestId } from "../../src/sandbox/seed/seedFiles.ts";
import { build } from "./build.ts";
import { Cleanup } from "./cleanup.ts";
import { aborted, interruption } from "./interruption.ts";
import { sandboxVariables, startTestSandbox } from "./sandbox.ts";
import { openVSCode } from "./start/openVSCode.ts";
import { describeStart } from "./start/instructions.ts";
import { createProfile } from "./vscode/profile.ts";
import { createWorkspace } from "./start/workspace.ts";

const { values, positionals } = parseArgs({
  options: { browser: { type: "boolean", default: false }, port: { type: "string", default: "0" } },
  allowPositionals: true,
});
const signal = interruption();
const cleanup = new Cleanup();
try {
  console.log("Building the extension…");
  await build();
  console.log("Starting the sandbox…");
  const sandbox = await startTestSandbox();
  cleanup.add(() => sandbox.stop());
  const profile = createProfile("start", { "workbench.startupEditor": "readme" });
  cleanup.add(profile.remove);
  const workspace = createWorkspace(positionals[0], largestId);
  cleanup.add(workspace.remove);
  const vscode = await openVSCode({
    profile,
    folder: workspace.folder,
    env: sandboxVariables(sandbox),
    browserOnly: values.browser,
    port: Number(values.port),
    signal,
  });
  cleanup.add(vscode.stop);
  console.log(describeStart(vscode, sandbox, { folder: workspace.folder, id: largestId }));
  await Promise.race([aborted(signal), vscode.ended]);
} catch (error) {
  if (!signal.aborted) {
    throw error;
  }
} finally {
  console.log("\nStopping…");
  await cleanup.run();
  console.log("Stopped: nothing is left running.");
}
