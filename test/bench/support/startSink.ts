import { join } from "node:path";
import type { Cleanup } from "../../support/cleanup.ts";
import { startProcess, waitForOutput } from "../../support/runningProcess.ts";

export interface Sink {
  /** Path of its Unix socket. */
  readonly socket: string;
  /** SHA-256 of the last file that came, if it looks into them. */
  readonly lastHash: () => string | undefined;
}

/** Starts `sink.ts` in a process of its own. */
export async function startSink(
  socket: string,
  cleanup: Cleanup,
  ...flags: readonly "--check"[]
): Promise<Sink> {
  const sink = startProcess(process.execPath, [join(import.meta.dirname, "sink.ts"), socket, ...flags]);
  cleanup.add(() => sink.stop());
  await waitForOutput(sink, /^listening$/m, { what: "The sink", timeout: 20_000 });
  const hashes = /^sha256 (?<hash>[0-9a-f]+)$/gm;
  return { socket, lastHash: () => [...sink.output().matchAll(hashes)].at(-1)?.groups?.["hash"] };
}
