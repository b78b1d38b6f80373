import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootFolder } from "../../../support/folders.ts";

export const emptyExtensionId = "bench.empty";

/** Installs an extension that does nothing, at the same moment as ours: the yardstick of every figure. */
export function installEmptyExtension(extensionsFolder: string): void {
  const ours = JSON.parse(readFileSync(join(rootFolder, "package.json"), "utf8")) as {
    readonly engines: object;
    readonly activationEvents: readonly string[];
  };
  const [publisher, name] = emptyExtensionId.split(".");
  const folder = join(extensionsFolder, `${emptyExtensionId}-1.0.0`);
  mkdirSync(folder, { recursive: true });
  const manifest = {
    ...{ name, publisher, version: "1.0.0", main: "./main.cjs" },
    ...{ engines: ours.engines, activationEvents: ours.activationEvents },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "main.cjs"), "exports.activate = () => undefined;\n");
}
