import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { signalProcessGroup } from "./runningProcess.ts";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/**
 * Runs a command to its end and gives each line that it prints to `onLine`. Resolves with its exit code, 1 when a
 * signal ended it. Aborting sends all that it started what Ctrl+C would.
 */
export async function runWatched(
  command: string,
  args: readonly string[],
  onLine: (line: string) => void,
  { signal, ...options }: RunOptions = {},
): Promise<number> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"], detached: true });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", onLine);
  }
  const interrupt = (): void => {
    signalProcessGroup(child.pid, "SIGINT");
  };
  signal?.addEventListener("abort", interrupt);
  process.once("exit", interrupt);
  try {
    const closed = new Promise((resolve) => child.once("close", resolve));
    const [code] = (await once(child, "exit")) as [number | null];
    // Whatever it left behind would disturb the next one, and hold the pipes that end its output.
    signalProcessGroup(child.pid, "SIGKILL");
    await Promise.race([closed, setTimeout(1000, undefined, { ref: false })]);
    return code ?? 1;
  } finally {
    signal?.removeEventListener("abort", interrupt);
    process.off("exit", interrupt);
  }
}

/** Runs a command to its end with its output kept back. Rejects with the end of that output when it fails. */
export async function runQuietly(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<void> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => (output = (output + data.toString()).slice(-8000)));
  }
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  if (code !== 0) {
    throw new Error(`${command} ${args.join(" ")} failed (${code ?? signal ?? ""})\n${output}`.trimEnd());
  }
}
