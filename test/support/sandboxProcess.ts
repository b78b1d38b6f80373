import { existsSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment } from "./environment.ts";
import { rootFolder } from "./folders.ts";
import { startProcess, waitForOutput } from "./runningProcess.ts";

/** The local platform, running as its own process. */
export interface SandboxServer {
  readonly origin: string;
  readonly key: string;
  /** What tells an extension host about it. */
  readonly env: NodeJS.ProcessEnv;
  readonly stop: () => Promise<void>;
}

/** Starts the seeded sandbox, as `npm run sandbox` does, on a free port. Its files are its own, and temporary. */
export async function startSandbox(): Promise<SandboxServer> {
  const cli = join(rootFolder, "src/sandbox/cli.ts");
  if (!existsSync(cli)) {
    return { origin: "", key: "", env: {}, stop: () => Promise.resolve() };
  }
  const running = startProcess(process.execPath, [cli, "--port", "0"], { env: cleanEnvironment() });
  const [, key] = await waitForOutput(running, /key:?\s+(\S+)/i, { what: "The sandbox", timeout: 30_000 });
  const [, origin] = /origin:?\s+(http:\/\/\S+)/i.exec(running.output()) ?? [];
  if (origin === undefined || key === undefined) {
    throw new Error(`The sandbox did not say where it listens:\n${running.output()}`);
  }
  return {
    origin,
    key,
    env: { MINIMAX_FILES_SANDBOX_ORIGIN: origin, MINIMAX_FILES_SANDBOX_KEY: key },
    stop: () => running.stop(),
  };
}
