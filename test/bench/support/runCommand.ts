import { spawn } from "node:child_process";
import { once } from "node:events";
import { cleanEnvironment } from "../../support/environment.ts";
import type { Measurement } from "./assignment.ts";
import type { Command } from "./contestant.ts";

/**
 * Runs a command to its end, and reads its figures. When the signal aborts, or this process ends, so does the command
 * with everything that it started.
 */
export async function runCommand(command: Command, signal: AbortSignal): Promise<Measurement> {
  signal.throwIfAborted();
  const child = spawn(command.program, command.args, {
    env: cleanEnvironment(command.env),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const kill = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, "SIGKILL");
    }
  };
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => (output += data.toString()));
  }
  signal.addEventListener("abort", kill);
  process.once("exit", kill);
  try {
    const [code, killed] = (await once(child, "close")) as [number | null, string | null];
    signal.throwIfAborted();
    if (code !== 0) {
      throw new Error(`${command.args.join(" ")} failed (${code ?? killed ?? ""})\n${output}`.trimEnd());
    }
    return command.read(output);
  } finally {
    signal.removeEventListener("abort", kill);
    process.off("exit", kill);
  }
}
