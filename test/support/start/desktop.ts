import { join } from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { cleanEnvironment } from "../environment.ts";
import { outFolder, rootFolder } from "../folders.ts";
import { startProcess } from "../runningProcess.ts";
import type { OpenOptions, OpenVSCode } from "./openVSCode.ts";

/** A desktop VS Code to start: the one in VSCODE_EXECUTABLE, or a downloaded one where there is a display. */
export async function findDesktop(): Promise<string | undefined> {
  const named = process.env["VSCODE_EXECUTABLE"];
  if (named !== undefined) {
    return named;
  }
  if (!hasDisplay()) {
    console.log("There is no display here: VS Code will be served to a browser.");
    return undefined;
  }
  console.log("Looking for the desktop VS Code (VSCODE_EXECUTABLE would name an installed one)…");
  try {
    return await downloadAndUnzipVSCode({ version: "stable", cachePath: join(outFolder, "desktop") });
  } catch (error) {
    console.log(`It cannot be downloaded (${String(error)}): VS Code will be served to a browser.`);
    return undefined;
  }
}

/** Opens a window with the extension under development. `--wait` keeps the `code` command running meanwhile. */
export function startDesktop(executable: string, { profile, folder, env }: OpenOptions): OpenVSCode {
  const running = startProcess(
    executable,
    [
      "--wait",
      "--new-window",
      "--disable-workspace-trust",
      "--skip-welcome",
      `--extensionDevelopmentPath=${rootFolder}`,
      `--user-data-dir=${profile.dataFolder}`,
      `--extensions-dir=${profile.extensionsFolder}`,
      folder,
    ],
    { env: cleanEnvironment(env) },
  );
  return { url: undefined, ended: running.ended, stop: running.stop };
}

function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== "linux" || DISPLAY !== undefined || WAYLAND_DISPLAY !== undefined;
}
