import { defineConfig } from "vitest/config";

const setupFiles = ["test/support/fuzzing.ts"];

export default defineConfig({
  test: {
    projects: [
      // Milliseconds on an idle machine; property-based tests take their time on a busy one.
      { test: { name: "unit", include: ["test/unit/**/*.test.ts"], setupFiles, testTimeout: 60_000 } },
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
