import { defineConfig } from "@playwright/test";

/** `npm run soak`: one long run against a platform that misbehaves. See `options.ts` for its length and its seed. */
export default defineConfig({
  testDir: ".",
  outputDir: "../../out/soak",
  globalSetup: "./support/globalSetup.ts",
  workers: 1,
  forbidOnly: true,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: "../../out/results/soak.json" }]],
  use: { actionTimeout: 20_000 },
});
