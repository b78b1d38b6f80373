import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A program that runs beside us until we stop it, together with everything that it started. */
export interface RunningProcess {
  /** Everything that it printed so far, on both streams. */
  readonly output: () => string;
  readonly onLine: (listener: (line: string) => void) => void;
  /** Resolves when the program has ended, with a few words on how. */
  readonly ended: Promise<string>;
  /** Asks it to end, then kills its whole group. Resolves when nothing of it is left. */
  readonly stop: () => Promise<void>;
  /** Kills its whole group without a word, as a crash would. */
  readonly kill: () => void;
}

/** How long a program may take to end by itself after SIGTERM, in milliseconds. */
const grace = 5000;

/**
 * Starts a program as the leader of its own process group. Ctrl+C in the terminal does not reach it:
 * we decide when it stops. If this process ends first, the group is killed.
 */
export function startProcess(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): RunningProcess {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const listeners = new Set<(line: string) => void>();
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      output += `${line}\n`;
      for (const listener of listeners) {
        listener(line);
      }
    });
  }

  const killGroup = (): void => {
    signalProcessGroup(child.pid, "SIGKILL");
  };
  process.once("exit", killGroup);

  const ended = once(child, "exit").then(
    ([code, signal]: unknown[]) =>
      typeof signal === "string" ? `killed by ${signal}` : `exit code ${String(code)}`,
    (error: unknown) => `not started: ${String(error)}`,
  );

  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    const timer = setTimeout(killGroup, grace);
    await ended;
    clearTimeout(timer);
    // What it started may outlive it: a busy extension host does.
    killGroup();
    process.off("exit", killGroup);
  };

  return {
    output: () => output,
    onLine: (listener) => void listeners.add(listener),
    ended,
    stop,
    kill: killGroup,
  };
}

/** Resolves with the first match of `pattern` in the program's output; rejects if it ends or takes too long. */
export function waitForOutput(
  running: RunningProcess,
  pattern: RegExp,
  { what, timeout }: { readonly what: string; readonly timeout: number },
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(timer);
      reject(new Error(`${what} did not start: ${why}\n${running.output()}`.trimEnd()));
    };
    const timer = setTimeout(fail, timeout, `nothing to be seen of it within ${timeout / 1000} s`);
    running.onLine(() => {
      const match = pattern.exec(running.output());
      if (match !== null) {
        clearTimeout(timer);
        resolve(match);
      }
    });
    void running.ended.then(fail);
  });
}

/** Signals a process that leads a group, and all of that group. */
export function signalProcessGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  if (leader === undefined) {
    return;
  }
  try {
    process.kill(-leader, signal);
  } catch {
    // The group is gone already.
  }
}
