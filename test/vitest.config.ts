import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const setupFiles = ["test/support/fuzzing.ts"];
/** Milliseconds on an idle machine; property-based tests take their time on a busy one. */
const testTimeout = 60_000;

/** Files that put other modules in the place of what the tested ones import. */
const mocking = globSync("test/unit/**/*.test.ts").filter((file) =>
  /\bvi\.(?:doMock|mock)\(/.test(readFileSync(file, "utf8")),
);

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          exclude: mocking,
          setupFiles,
          testTimeout,
          // They share their modules: loading them anew for each file would take longer than the tests.
          isolate: false,
        },
      },
      { test: { name: "unit-mocking", include: mocking, setupFiles, testTimeout } },
      {
        test: {
          name: "http",
          include: ["test/http/**/*.test.ts"],
          setupFiles,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
