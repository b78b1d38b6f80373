import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The checkout: where `package.json` is. */
export const rootFolder = resolve(import.meta.dirname, "../..");

/** Everything that a build or a test run leaves for people to look at. Not in git. */
export const outFolder = join(rootFolder, "out");

/** One JSON report for each test step: `npm test` counts from these and from nothing else. */
export const resultsFolder = join(outFolder, "results");

/** What the harness needs to know of `package.json`. */
export interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly engines: { readonly vscode: string };
  readonly activationEvents: readonly string[];
}

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(rootFolder, "package.json"), "utf8")) as Manifest;
}

/** Where `npm run package` puts the VSIX. */
export function vsixFile(): string {
  const { name, version } = readManifest();
  return join(outFolder, `${name}-${version}.vsix`);
}

/** A folder that is removed with {@link TempFolder.remove}, or at the latest when this process exits. */
export interface TempFolder {
  readonly path: string;
  readonly remove: () => void;
}

export function makeTempFolder(name: string, parent = tmpdir()): TempFolder {
  const path = mkdtempSync(join(parent, `minimax-files-${name}-`));
  const remove = (): void => {
    process.off("exit", remove);
    // A process that was just killed may still be writing: hence the retries.
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  process.once("exit", remove);
  return { path, remove };
}

/** Makes the folder, and its parents, where they are missing. */
export function ensureFolder(path: string): string {
  if (!existsSync(path)) {
    mkdirSync(path, { recursive: true });
  }
  return path;
}
