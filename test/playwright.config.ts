import { defineConfig } from "@playwright/test";
import type { VSCodeOptions } from "./e2e/support/options.ts";

/** End-to-end tests: the packaged VSIX in a real VS Code (code-server), driven as a user drives it. */
export default defineConfig<VSCodeOptions>({
  testDir: "e2e",
  outputDir: "../out/e2e",
  globalSetup: "./e2e/support/globalSetup.ts",
  // One VS Code at a time: it wants the machine for itself.
  workers: 1,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: "../out/results/e2e.json" }]],
  // A trace takes a quarter of the time: `npm run test:e2e -- --trace retain-on-failure` where one is wanted.
  use: { screenshot: "only-on-failure", actionTimeout: 20_000 },
});
