import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { useExtensions } from "../../e2e/support/globalSetup.ts";
import { isBuilt } from "../../support/build.ts";
import { makeTempFolder } from "../../support/folders.ts";
import { packageExtension } from "../../support/package.ts";
import { installFromCheckout } from "../../support/vscode/extensions.ts";
import { installCodeServer } from "../../support/vscode/install.ts";
import { chromium, ensureProgram } from "../../support/vscode/systemPackages.ts";

const driverFolder = join(import.meta.dirname, "../driver");

/** Puts the extension, as its VSIX has it, and its driver side by side. */
// eslint-disable-next-line no-restricted-syntax -- Playwright wants it as the default export.
export default async function globalSetup(): Promise<() => void> {
  await ensureProgram(chromium);
  await installCodeServer();
  if (!isBuilt) {
    await packageExtension();
  }
  const folder = makeTempFolder("soak-extensions");
  await installFromCheckout(folder.path);
  await installDriver(join(folder.path, "minimax-files-tests.soak-driver-0.0.0"));
  useExtensions(folder.path);
  return folder.remove;
}

async function installDriver(folder: string): Promise<void> {
  mkdirSync(folder);
  copyFileSync(join(driverFolder, "package.json"), join(folder, "package.json"));
  await build({
    entryPoints: [join(driverFolder, "driver.ts")],
    outfile: join(folder, "driver.cjs"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22.15",
    external: ["vscode"],
    logLevel: "warning",
  });
}
