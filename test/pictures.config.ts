import { defineConfig } from "@playwright/test";
import type { VSCodeOptions } from "./e2e/support/options.ts";
import endToEnd from "./playwright.config.ts";

/** `npm run pictures`: not a test, but made in the same way, so that the pictures always show the real thing. */
export default defineConfig<VSCodeOptions>(endToEnd, {
  testMatch: "pictures/takePictures.ts",
  timeout: 300_000,
  reporter: "list",
});
