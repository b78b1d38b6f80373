/**
 * What VS Code calls when it runs the host tests: Mocha, inside the real extension host, in one bundle.
 * Its output and its result go to files, since the host's console is mixed with VS Code's own.
 */
import { appendFileSync, writeFileSync } from "node:fs";
import { format } from "node:util";
import mochaModule from "mocha";
import type { Counts } from "../support/results/counts.ts";

/** What `require` gives for Mocha's ES module is the class in Node 24 and the module in Node 22: both have this. */
const { Mocha } = mochaModule as unknown as { readonly Mocha: typeof mochaModule };

export async function run(): Promise<void> {
  printTo(process.env["MINIMAX_FILES_HOST_OUTPUT"]);
  const mocha = new Mocha({ ui: "bdd", color: true, timeout: 30_000, slow: 2_000, forbidOnly: true });
  // Puts `describe` and `it` into the global scope, which the suites use as they load.
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./activation.test.ts");
  await import("./api.test.ts");
  await import("./diagnose.test.ts");
  await import("./links.test.ts");
  await import("./sandboxFaults.test.ts");
  await import("./security.test.ts");
  await import("./tasks.test.ts");
  await import("./tools.test.ts");
  await import("./virtualFolder.test.ts");
  await import("./fillFolder.test.ts");
  await import("./fileSystem.test.ts");
  await import("./explorer.test.ts");
  await import("./explorerRows.test.ts");

  const result = await runToEnd(mocha);
  const resultFile = process.env["MINIMAX_FILES_HOST_RESULT"];
  if (resultFile !== undefined) {
    writeFileSync(resultFile, JSON.stringify(result));
  }
  if (result.failed > 0) {
    throw new Error(`${result.failed} host tests failed`);
  }
}

function printTo(file: string | undefined): void {
  if (file !== undefined) {
    Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
      appendFileSync(file, `${format(...args)}\n`);
    };
  }
}

function runToEnd(mocha: Mocha): Promise<Counts> {
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes, failures, pending } = runner.stats!;
      resolve({ passed: passes, failed: failures, skipped: pending });
    });
  });
}
