/**
 * Downloads and uploads beside curl, aria2c and other clients: `npm run bench`.
 *
 *   npm run bench -- [--size MiB] [--rounds N] [--only download,upload,throttled,memory]
 *
 * Prints a report in Markdown. A run of all lanes in full size also writes it to `transfers.md`, which the README links.
 */
import { existsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { Cleanup } from "../support/cleanup.ts";
import { ensureFolder, makeTempFolder, outFolder } from "../support/folders.ts";
import { interruption } from "../support/interruption.ts";
import { bundle } from "./support/contestant.ts";
import { figuresOf } from "./support/figures.ts";
import type { Figures } from "./support/figures.ts";
import { runLane } from "./support/lane.ts";
import { prepareLane, programs } from "./support/lanes.ts";
import { describeMachine, findTools, load, nodeVersions } from "./support/machine.ts";
import { startNginx, throttle } from "./support/nginx.ts";
import { isFull, readOptions } from "./support/options.ts";
import type { LaneName } from "./support/options.ts";
import { writeReport } from "./support/report.ts";
import { startSink } from "./support/startSink.ts";

const memoryFolder = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const reportFile = join(import.meta.dirname, "transfers.md");

const options = readOptions(process.argv.slice(2));
const signal = interruption();
const cleanup = new Cleanup();
try {
  const tools = findTools();
  const loadBefore = load();
  const temporary = (parent: string): string => {
    const folder = makeTempFolder("bench", parent);
    cleanup.add(folder.remove);
    return folder.path;
  };
  // Within the checkout, where the bundles find their packages.
  const bundles = temporary(ensureFolder(outFolder));
  await bundle(programs, bundles);
  const folder = temporary(memoryFolder);
  const sinks = {
    upload: await startSink(join(folder, "sink.sock"), cleanup),
    checkedUpload: await startSink(join(folder, "checked.sock"), cleanup, "--check"),
  };
  const sites = await startNginx({ nginx: tools.nginx, folder, sinks }, cleanup);
  const ground = { folder, sites, uploaded: sinks.checkedUpload.lastHash, signal };
  const figures = new Map<LaneName, readonly Figures[]>();
  for (const name of options.lanes) {
    const lane = await prepareLane(name, options, ground);
    figures.set(
      name,
      figuresOf(await runLane(lane, { bundles, rounds: options.rounds, signal, onProgress: console.error })),
    );
  }
  const markdown = writeReport(figures, {
    date: new Date(),
    machine: describeMachine(),
    loads: [loadBefore, load()],
    versions: { ...nodeVersions(), ...tools.versions },
    size: options.size,
    rounds: options.rounds,
    folder: memoryFolder,
    throttle,
  });
  const style = await resolveConfig(reportFile);
  const report = await format(markdown, { ...style, parser: "markdown" });
  process.stdout.write(report);
  if (isFull(options)) {
    writeFileSync(reportFile, report);
  }
} catch (error) {
  if (!signal.aborted) {
    throw error;
  }
  process.exitCode = 130;
} finally {
  await cleanup.run();
}
