import { join } from "node:path";
import { startSandbox } from "../../src/sandbox/main.ts";
import type { SandboxOptions } from "../../src/sandbox/options.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { rootFolder } from "./folders.ts";

/** Starts the sandbox in this process: freshly seeded, on free ports, with files that go when it stops. */
export function startTestSandbox(options: Omit<SandboxOptions, "mediaFolder"> = {}): Promise<Sandbox> {
  return startSandbox({ mediaFolder: join(rootFolder, "media/sandbox"), ...options });
}

/** What tells an extension host about a running sandbox: the extension then offers it as a connection. */
export function sandboxVariables({ origin, key }: Sandbox): Record<string, string> {
  return { MINIMAX_FILES_SANDBOX_ORIGIN: origin, MINIMAX_FILES_SANDBOX_KEY: key };
}
