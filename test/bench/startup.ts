/**
 * What the extension costs every window that does not use it: `npm run bench:startup [-- --rounds N]`. Starts VS Code
 * with our extension and an empty one, and with the empty one alone, in turn; writes the medians to `startup.md`.
 */
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { extensionId } from "../../src/editor/ids.ts";
import { build } from "../support/build.ts";
import { makeTempFolder, rootFolder } from "../support/folders.ts";
import { installFromCheckout } from "../support/vscode/extensions.ts";
import { installCodeServer } from "../support/vscode/install.ts";
import { chromium, ensureProgram } from "../support/vscode/systemPackages.ts";
import { describeMachine, load } from "./support/machine.ts";
import { emptyExtensionId, installEmptyExtension } from "./support/startup/emptyExtension.ts";
import { startOnce, type Start } from "./support/startup/oneStart.ts";
import { writeStartupReport } from "./support/startup/report.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "9" } } });
const rounds = Number(values.rounds);
const folder = makeTempFolder("startup");
try {
  await ensureProgram(chromium);
  await installCodeServer();
  await build("--production");
  const [both, emptyAlone] = ["both", "empty"].map((name) => {
    const extensions = join(folder.path, name);
    mkdirSync(extensions);
    installEmptyExtension(extensions);
    return extensions;
  }) as [string, string];
  await installFromCheckout(both);

  const loadBefore = load();
  const ours: Start[] = [];
  const alone: Start[] = [];
  // The first round fills the machine's caches and does not count.
  for (let round = 0; round <= rounds; round++) {
    const withOurs = await startOnce(both, [emptyExtensionId, extensionId]);
    const withoutOurs = await startOnce(emptyAlone, [emptyExtensionId]);
    if (round > 0) {
      ours.push(withOurs);
      alone.push(withoutOurs);
    }
    console.error(`round ${round} of ${rounds}`, withOurs.activations, withOurs.memory, withoutOurs.memory);
  }
  const report = writeStartupReport(ours, alone, {
    date: new Date(),
    machine: describeMachine(),
    loads: [loadBefore, load()],
    entrySize: statSync(join(rootFolder, "dist/extension.cjs")).size,
  });
  console.log(report);
  writeFileSync(join(import.meta.dirname, "startup.md"), report);
} finally {
  folder.remove();
}
