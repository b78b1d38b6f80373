import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment } from "../environment.ts";
import { startProcess, waitForOutput } from "../runningProcess.ts";
import type { RunningProcess } from "../runningProcess.ts";
import type { Profile } from "./profile.ts";
import { newestRuntime } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";

export interface ServerOptions {
  /** Which VS Code; the newest by default. */
  readonly runtime?: Runtime;
  /** 0, the default, takes a free port. Secrets survive a restart only on the same port. */
  readonly port?: number;
  /** What the extension host sees besides the cleaned environment. VS Code drops names with `VSCODE_`. */
  readonly env?: NodeJS.ProcessEnv;
  /** VS Code's display language; it needs a language pack. */
  readonly language?: string;
  /** Asks whether a folder is to be trusted, where the user's settings have that on; without it every folder is. */
  readonly workspaceTrust?: boolean;
  /** Another folder of installed extensions than the profile's own. */
  readonly extensionsFolder?: string;
  /** Lets a page start a test run in the extension host. It also hides notifications. */
  readonly testDriver?: boolean;
}

/** A VS Code that is served to browsers on this machine. */
export interface CodeServer {
  /** Its origin, such as `http://127.0.0.1:41235`. */
  readonly url: string;
  readonly process: RunningProcess;
  /** The process id of the newest extension host. */
  readonly extensionHostId: () => number | undefined;
  readonly stop: () => Promise<void>;
}

/** Starts code-server on the loopback interface and resolves when it listens. */
export async function startCodeServer(profile: Profile, options: ServerOptions = {}): Promise<CodeServer> {
  const { nodeExecutable, codeServerEntry, testDriverFlags } = options.runtime ?? newestRuntime;
  const configuration = join(profile.runtimeFolder, "code-server.yaml");
  writeFileSync(configuration, "auth: none\n");
  const running = startProcess(
    nodeExecutable,
    [
      codeServerEntry,
      ...["--config", configuration],
      ...["--auth", "none"],
      ...["--bind-addr", `127.0.0.1:${options.port ?? 0}`],
      ...["--user-data-dir", profile.dataFolder],
      ...["--extensions-dir", options.extensionsFolder ?? profile.extensionsFolder],
      "--disable-telemetry",
      "--disable-update-check",
      ...(options.workspaceTrust === true ? [] : ["--disable-workspace-trust"]),
      "--disable-getting-started-override",
      "--ignore-last-opened",
      ...(options.language === undefined ? [] : ["--locale", options.language]),
      ...(options.testDriver === true ? testDriverFlags : []),
    ],
    { cwd: profile.runtimeFolder, env: serverEnvironment(profile, options.env) },
  );
  try {
    const listening = /HTTP server listening on (http:\/\/[^\s/]+)/;
    const match = await waitForOutput(running, listening, { what: "code-server", timeout: 60_000 });
    return {
      url: match[1]!,
      process: running,
      extensionHostId: () => newestExtensionHost(running.output()),
      stop: () => running.stop(),
    };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/** The environment for code-server and for its command line. */
export function serverEnvironment(profile: Profile, additions: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return cleanEnvironment({
    // No marketplace: nothing here may need the network.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    XDG_RUNTIME_DIR: profile.runtimeFolder,
    XDG_DATA_HOME: profile.runtimeFolder,
    XDG_CONFIG_HOME: profile.runtimeFolder,
    ...additions,
  });
}

function newestExtensionHost(output: string): number | undefined {
  const launches = [...output.matchAll(/<(\d+)> Launched Extension Host Process/g)];
  const id = launches.at(-1)?.[1];
  return id === undefined ? undefined : Number(id);
}
