import { isBuilt } from "../../support/build.ts";
import { makeTempFolder, vsixFile } from "../../support/folders.ts";
import { packageExtension } from "../../support/package.ts";
import { installVsix } from "../../support/vscode/extensions.ts";
import { installCodeServer } from "../../support/vscode/install.ts";
import { chromium, ensureProgram } from "../../support/vscode/systemPackages.ts";

/**
 * Packages the extension and installs the VSIX once; every VS Code of the run uses that installation.
 */
// eslint-disable-next-line no-restricted-syntax -- Playwright wants it as the default export.
export default async function globalSetup(): Promise<() => void> {
  await ensureProgram(chromium);
  await installCodeServer();
  const vsix = isBuilt ? vsixFile() : await packageExtension();
  const folder = makeTempFolder("installed");
  await installVsix(vsix, folder.path);
  useExtensions(folder.path);
  return folder.remove;
}

const variable = "MINIMAX_FILES_EXTENSIONS";

/** Has every VS Code of this run use these installed extensions: Playwright's workers inherit it. */
export function useExtensions(folder: string): void {
  process.env[variable] = folder;
}

/** Where the global setup of this run installed the extension. */
export function installedExtensions(): string {
  const folder = process.env[variable];
  if (folder === undefined) {
    throw new Error(`${variable} is not set: Playwright's global setup did not run.`);
  }
  return folder;
}
