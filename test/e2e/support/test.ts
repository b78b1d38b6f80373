/* eslint-disable no-empty-pattern -- Playwright reads what a fixture depends on from this pattern. */
import { test as base } from "@playwright/test";
import type { SandboxOptions } from "../../../src/sandbox/options.ts";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { canaryKey } from "../../support/leftBehind.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import { defaultOptions } from "./options.ts";
import type { VSCodeOptions } from "./options.ts";
import { SharedVSCode } from "./sharedVSCode.ts";
import type { VSCodeInstance } from "./vscodeInstance.ts";
import type { Workbench } from "./workbench.ts";
import type { Workspace } from "./workspace.ts";

interface Fixtures {
  vscode: VSCodeInstance;
  /** The window of {@link Fixtures.vscode}. */
  workbench: Workbench;
  /** The folder on disk that the window has open. */
  workspace: Workspace;
  /** A platform of its own for the test: freshly seeded, on a free port. */
  sandbox: Sandbox;
}

interface SandboxFixtureOptions {
  /** What the platform of the test is like, for example `{ face: "cometapi" }`. */
  sandboxOptions: Omit<SandboxOptions, "mediaFolder">;
}

interface WorkerFixtures {
  sharedVSCode: SharedVSCode;
}

/** Playwright's `test` with a real VS Code. `test.use({ settings: … })` says what it is like. */
export const test = base.extend<Fixtures & VSCodeOptions & SandboxFixtureOptions, WorkerFixtures>({
  settings: [defaultOptions.settings, { option: true }],
  workspaceFiles: [defaultOptions.workspaceFiles, { option: true }],
  environment: [defaultOptions.environment, { option: true }],
  windowSize: [defaultOptions.windowSize, { option: true }],
  restricted: [defaultOptions.restricted, { option: true }],
  language: [defaultOptions.language, { option: true }],
  vscodePer: [defaultOptions.vscodePer, { option: true }],

  sandboxOptions: [{}, { option: true }],

  sharedVSCode: [
    async ({}, use) => {
      const shared = new SharedVSCode();
      await use(shared);
      await shared.close();
    },
    { scope: "worker" },
  ],

  vscode: async (
    { sharedVSCode, settings, workspaceFiles, environment, windowSize, restricted, language, vscodePer },
    use,
    { file, testId },
  ) => {
    const options = { settings, workspaceFiles, environment, windowSize, restricted, language, vscodePer };
    await use(await sharedVSCode.openFor(vscodePer === "file" ? file : testId, options));
  },

  workbench: async ({ vscode }, use) => {
    await use(vscode.workbench);
  },

  workspace: async ({ vscode }, use) => {
    await use(vscode.workspace);
  },

  sandbox: async ({ sandboxOptions }, use) => {
    const sandbox = await startTestSandbox({ keys: [canaryKey], ...sandboxOptions });
    await use(sandbox);
    await sandbox.stop();
  },
});

export { expect } from "@playwright/test";
