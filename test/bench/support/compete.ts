import { writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type { Assignment, Errand, Measurement } from "./assignment.ts";

/** Makes a contestant's errand boy, which trusts the certificate (a path) beside what it trusts anyway. */
export type Prepare = (certificate: string) => (errand: Errand) => Promise<void>;

/** Runs the assignment on the command line with the process at rest around it, and prints the `Measurement`. */
export async function compete(prepare: Prepare): Promise<void> {
  const { warmUp, errand, certificate } = JSON.parse(process.argv[2] ?? "") as Assignment;
  const run = prepare(certificate);
  await settle();
  const idle = process.memoryUsage.rss();
  forgetPeak();
  const first = await watched(() => run(warmUp));
  await settle();
  const measured = await watched(() => run(errand));
  const memory = process.resourceUsage().maxRSS * 1024 - idle;
  const measurement: Measurement = { ...measured, memory, firstBlock: first.block };
  process.stdout.write(`${JSON.stringify(measurement)}\n`, () => process.exit());
}

/** Lets what the imports left behind go, so that it does not make room for what the transfer needs. */
async function settle(): Promise<void> {
  globalThis.gc?.();
  await pause(100);
}

/** Linux keeps the peak of the whole life of a process; from here on it is that of the transfer. */
function forgetPeak(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // Elsewhere the peak may be that of the imports: the growth told is then too large, never too small.
  }
}

async function watched(run: () => Promise<void>): Promise<Measurement & { readonly block: number }> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const start = performance.now();
  const before = process.cpuUsage();
  await run();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  // One more turn, or a block at the very end goes unseen.
  await pause(5);
  loop.disable();
  return { wall, cpu: (user + system) / 1000, block: loop.max / 1e6 };
}
