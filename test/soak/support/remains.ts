import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { extensionId } from "../../../src/editor/ids.ts";
import { makeTempFolder } from "../../support/folders.ts";
import { findLeaks } from "../../support/leaks.ts";
import { canaryKey } from "../../support/leftBehind.ts";
import { remnants, wrongDownloads, wrongUploads } from "./disk.ts";
import type { Soak } from "./soak.ts";

/**
 * What is wrong on disk and on the platform: a download that is not exact, one that was said to be done and is not
 * there, an upload likewise, a file of the platform that nobody asked to delete.
 */
export async function wrongFiles({ sandbox, traffic, goods, downloads, hosts }: Soak): Promise<string[]> {
  const there = new Set(sandbox.files.map(({ id }) => id));
  return [
    ...(await wrongDownloads(downloads, sandbox)),
    ...(await wrongUploads(hosts.folders, sandbox)),
    ...traffic.saved.filter((path) => !existsSync(path)).map((path) => `${path} is gone`),
    ...[...goods, ...traffic.uploaded]
      .filter((id) => !there.has(id))
      .map((id) => `${id} is not on the platform`),
  ];
}

/** Where keys and signatures lie that should not, in all that VS Code, the extension and the user's folders keep. */
export function leaks({ vscode, hosts, traffic, downloads, console, cleanup }: Soak): string[] {
  const said = makeTempFolder("soak-said");
  cleanup.add(said.remove);
  writeFileSync(join(said.path, "answers.txt"), traffic.answers.join("\n"));
  writeFileSync(join(said.path, "server.txt"), vscode.serverLog);
  writeFileSync(join(said.path, "console.txt"), console.join("\n"));
  const places = [...vscode.artefacts, ...hosts.folders, ...remnants(downloads), said.path];
  return findLeaks(places, { "the API key": canaryKey }).map(({ file, what }) => `${what} in ${file}`);
}

/** Errors of our extension that nobody handled, as VS Code tells them, and its warnings of listeners without end. */
export function troubles({ console }: Soak): string[] {
  return console.filter((line) => line.startsWith(`[${extensionId}]`) || line.includes("listener LEAK"));
}
