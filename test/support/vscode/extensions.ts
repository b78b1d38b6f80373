import { cpSync } from "node:fs";
import { join } from "node:path";
import { PackageManager, listFiles } from "@vscode/vsce";
import { readManifest, rootFolder } from "../folders.ts";
import { runQuietly } from "../run.ts";
import { createProfile } from "./profile.ts";
import { newestRuntime } from "./runtime.ts";
import { serverEnvironment } from "./server.ts";

/** Installs a VSIX as a user does, through VS Code's own installer. */
export async function installVsix(vsix: string, extensionsFolder: string): Promise<void> {
  const profile = createProfile("install");
  try {
    await runQuietly(
      newestRuntime.nodeExecutable,
      [
        newestRuntime.codeServerEntry,
        ...["--user-data-dir", profile.dataFolder],
        ...["--extensions-dir", extensionsFolder],
        ...["--install-extension", vsix],
      ],
      { env: serverEnvironment(profile) },
    );
  } finally {
    profile.remove();
  }
}

/**
 * Puts the built extension, as it is in the checkout, where VS Code finds it at its first start:
 * the same files as the VSIX has. The folder must be empty before.
 */
export async function installFromCheckout(extensionsFolder: string): Promise<void> {
  const { publisher, name, version } = readManifest();
  const files = await listFiles({ cwd: rootFolder, packageManager: PackageManager.None });
  for (const file of files) {
    cpSync(join(rootFolder, file), join(extensionsFolder, `${publisher}.${name}-${version}`, file));
  }
}
