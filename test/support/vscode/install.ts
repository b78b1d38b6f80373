/**
 * Installs a real VS Code from the npm registry: code-server, with the Node that it asks for.
 * Idempotent. By hand: `npm run vscode`.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { interruption } from "../interruption.ts";
import { runQuietly } from "../run.ts";
import { newestRuntime } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";
import { compiler, ensureProgram } from "./systemPackages.ts";

/** Raise this when the steps below change, so that existing checkouts install again. */
const recipe = 1;

/** True where this VS Code can run: its Node comes as a Linux x64 binary. */
export const canRunCodeServer = process.platform === "linux" && process.arch === "x64";

/** Makes sure that code-server is there; about a minute the first time. */
export async function installCodeServer(signal?: AbortSignal, runtime = newestRuntime): Promise<void> {
  if (!canRunCodeServer) {
    throw new Error(`code-server needs Linux on x64; this is ${process.platform} on ${process.arch}.`);
  }
  const { folder, vscodeFolder, stampFile } = runtime;
  const wanted = fingerprint(folder);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) {
    return;
  }
  console.log(`Installing ${runtime.title} (code-server): about a minute, this once.`);
  const npm = npmWith(runtime, signal);
  // No scripts: code-server's own one wants Kerberos headers and compiles more than we use.
  await timed("Downloading code-server", () => npm(["ci", "--ignore-scripts"], folder));
  // Not `npm ci`: VS Code's own lock misses a package.
  await timed("Downloading the parts of VS Code", () =>
    npm(["install", "--omit=dev", "--ignore-scripts"], vscodeFolder),
  );
  prune(vscodeFolder);
  await buildNativeModules(runtime, npm, signal);
  writeFileSync(stampFile, wanted);
}

async function buildNativeModules(
  { folder, vscodeFolder, nativeModules }: Runtime,
  npm: Npm,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { codeServer, vscode } = nativeModules;
  try {
    await ensureProgram(compiler);
    await timed("Building native modules", async () => {
      if (codeServer.length > 0) {
        await npm(["rebuild", ...codeServer], folder);
      }
      await npm(["rebuild", ...vscode], vscodeFolder);
    });
  } catch (error) {
    signal?.throwIfAborted();
    console.warn(`  ${String(error)}\n  Going on without them: VS Code runs, but its log views stay empty.`);
  }
}

/** Parts of VS Code that no one here uses, and that would take 300 MB. */
function prune(vscodeFolder: string): void {
  const unused = [
    "node_modules/@github",
    "node_modules/@microsoft/mxc-sdk",
    ...[
      "copilot",
      "github",
      "github-authentication",
      "mermaid-markdown-features",
      "microsoft-authentication",
    ].map((extension) => `extensions/${extension}`),
  ];
  for (const path of unused) {
    rmSync(join(vscodeFolder, path), { recursive: true, force: true });
  }
  const terminals = join(vscodeFolder, "node_modules/node-pty/prebuilds");
  for (const platform of existsSync(terminals) ? readdirSync(terminals) : []) {
    if (platform !== `${process.platform}-${process.arch}`) {
      rmSync(join(terminals, platform), { recursive: true });
    }
  }
}

type Npm = (args: readonly string[], cwd: string) => Promise<void>;

/** An npm that runs on, and compiles for, the runtime's own Node. */
function npmWith({ nodeFolder }: Runtime, signal: AbortSignal | undefined): Npm {
  const env = Object.fromEntries(
    // What an outer `npm start` says of itself would be taken for settings of this npm.
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(?!config_)|^npm_config_(?:local_)?prefix$/i.test(name),
    ),
  );
  return (args, cwd) =>
    runQuietly("npm", [...args, "--no-audit", "--no-fund"], {
      cwd,
      env: {
        ...env,
        PATH: `${join(nodeFolder, "bin")}:${env["PATH"] ?? ""}`,
        // node-gyp must see the headers of this Node, whatever Node a user's .npmrc points at.
        npm_config_nodedir: nodeFolder,
        MAKEFLAGS: "-j2",
      },
      ...(signal === undefined ? {} : { signal }),
    });
}

async function timed(label: string, work: () => Promise<void>): Promise<void> {
  console.log(`  ${label}…`);
  const start = performance.now();
  await work();
  console.log(`  ${label}: done in ${Math.round((performance.now() - start) / 1000)} s`);
}

function fingerprint(folder: string): string {
  const hash = createHash("sha256").update(String(recipe));
  for (const file of ["package.json", "package-lock.json"]) {
    hash.update(readFileSync(join(folder, file)));
  }
  return hash.digest("hex");
}

if (process.argv[1] === import.meta.filename) {
  await installCodeServer(interruption());
  console.log("VS Code (code-server) is ready.");
}
