/**
 * Builds the extension: one small entry bundle, and a bundle for each part that is loaded on first use.
 *
 *   node esbuild.mjs [--production] [--watch] [--tests] [--outdir dist]
 */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";

const {
  values: { production, watch, tests, outdir },
} = parseArgs({
  options: {
    production: { type: "boolean", default: false },
    watch: { type: "boolean", default: false },
    tests: { type: "boolean", default: false },
    outdir: { type: "string", default: "dist" },
  },
});

/** Parts that `import()` reaches: each is a bundle of its own, so that activation does not pay for it. */
const lazyParts = [
  "src/editor/app.ts",
  "src/http/connect.ts",
  "src/transfer/engines.ts",
  "src/transfer/archives.ts",
  "src/transfer/upload/audioDuration.ts",
  "src/sandbox/main.ts",
];
const lazyNames = new Set(lazyParts.map((part) => basename(part, ".ts")));

/** Leaves `import("…/connect.ts")` as a run-time `require("./connect.cjs")` of the neighbouring bundle. */
const lazyImports = {
  name: "lazy-imports",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, (args) => {
      const name = basename(args.path, ".ts");
      return args.kind === "dynamic-import" && lazyNames.has(name)
        ? { path: `./${name}.cjs`, external: true }
        : undefined;
    });
  },
};

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  sourcesContent: false,
  logLevel: "warning",
  legalComments: "none",
  metafile: production,
};

const host = {
  ...common,
  platform: "node",
  format: "cjs",
  target: "node22.15",
  external: ["vscode", "mocha"],
  // `import()` becomes `require()`: VS Code's loader serves it at once, in every version.
  supported: { "dynamic-import": false },
  plugins: [lazyImports],
  outExtension: { ".js": ".cjs" },
};

const builds = [
  {
    ...host,
    entryPoints: ["src/extension.ts", ...lazyParts].filter((entry) => existsSync(entry)),
    outdir,
    entryNames: "[name]",
  },
  {
    ...common,
    entryPoints: ["src/webview/panel.ts"].filter((entry) => existsSync(entry)),
    outdir,
    platform: "browser",
    format: "iife",
    target: "chrome134",
  },
];
if (tests) {
  builds.push({
    ...host,
    minify: false,
    entryPoints: ["test/host/index.ts"],
    outdir: "out/host",
    metafile: false,
    sourcemap: "inline",
  });
}

if (watch) {
  const contexts = await Promise.all(builds.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
  console.log("watching…");
} else {
  rmSync(outdir, { recursive: true, force: true });
  const results = await Promise.all(builds.map((options) => esbuild.build(options)));
  if (production) {
    // Whose code is in which bundle: `test/support/notices.ts` makes the notices of it.
    const outputs = results.flatMap(({ metafile }) => Object.entries(metafile?.outputs ?? {}));
    writeFileSync(join(outdir, "bundled.json"), JSON.stringify(Object.fromEntries(outputs)));
  }
}
