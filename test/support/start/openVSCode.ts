import { installFromCheckout } from "../vscode/extensions.ts";
import { canRunCodeServer, installCodeServer } from "../vscode/install.ts";
import type { Profile } from "../vscode/profile.ts";
import { startCodeServer } from "../vscode/server.ts";
import { workbenchUrl } from "../vscode/workbenchUrl.ts";
import { findDesktop, startDesktop } from "./desktop.ts";

export interface OpenOptions {
  readonly profile: Profile;
  /** The workspace folder. */
  readonly folder: string;
  /** Variables for the extension host. */
  readonly env: NodeJS.ProcessEnv;
  /** Do not look for a desktop VS Code. */
  readonly browserOnly: boolean;
  /** Of code-server; 0 takes a free one. */
  readonly port: number;
  readonly signal: AbortSignal;
}

/** A VS Code for a person to use. */
export interface OpenVSCode {
  /** Where to open it in a browser; undefined for the desktop, whose window is open already. */
  readonly url: string | undefined;
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Opens the desktop VS Code where one can be had, and serves VS Code to a browser elsewhere. */
export async function openVSCode(options: OpenOptions): Promise<OpenVSCode> {
  const executable = options.browserOnly ? undefined : await findDesktop();
  options.signal.throwIfAborted();
  if (executable !== undefined) {
    console.log(`Opening ${executable}…`);
    return startDesktop(executable, options);
  }
  if (!canRunCodeServer) {
    throw new Error(
      "No VS Code can be had here. Name an installed one: VSCODE_EXECUTABLE=/path/to/code npm start",
    );
  }
  return await serve(options);
}

async function serve({ profile, folder, env, port, signal }: OpenOptions): Promise<OpenVSCode> {
  await installCodeServer(signal);
  console.log("Starting VS Code (code-server)…");
  await installFromCheckout(profile.extensionsFolder);
  const server = await startCodeServer(profile, { env, port });
  return { url: workbenchUrl(server.url, folder), ended: server.process.ended, stop: server.stop };
}
