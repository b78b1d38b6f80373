import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readManifest } from "../../../support/folders.ts";

export const emptyExtensionId = "bench.empty";

/** Installs an extension that does nothing, at the same moment as ours: the yardstick of every figure. */
export function installEmptyExtension(extensionsFolder: string): void {
  const { engines, activationEvents } = readManifest();
  const [publisher, name] = emptyExtensionId.split(".");
  const folder = join(extensionsFolder, `${emptyExtensionId}-1.0.0`);
  mkdirSync(folder, { recursive: true });
  const manifest = {
    ...{ name, publisher, version: "1.0.0", main: "./main.cjs" },
    ...{ engines, activationEvents },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "main.cjs"), "exports.activate = () => undefined;\n");
}
