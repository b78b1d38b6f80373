import { join } from "node:path";
import { startSandbox } from "../../src/sandbox/main.ts";
import type { SandboxOptions } from "../../src/sandbox/options.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { makeTempFolder, rootFolder } from "./folders.ts";

/** Starts the seeded sandbox in this process, on free ports, with its files in a folder that does not stay. */
export async function startTestSandbox(options: Omit<SandboxOptions, "mediaFolder"> = {}): Promise<Sandbox> {
  const folder = makeTempFolder("sandbox");
  const sandbox = await startSandbox({
    mediaFolder: join(rootFolder, "media/sandbox"),
    folder: folder.path,
    ...options,
  });
  const stop = sandbox.stop.bind(sandbox);
  sandbox.stop = async () => {
    await stop();
    folder.remove();
  };
  return sandbox;
}

/** What tells an extension host about a running sandbox: the extension then offers it as a connection. */
export function sandboxVariables({ origin, key }: Sandbox): Record<string, string> {
  return { MINIMAX_FILES_SANDBOX_ORIGIN: origin, MINIMAX_FILES_SANDBOX_KEY: key };
}
