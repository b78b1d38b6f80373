/**
 * Builds the extension: one small entry bundle, and a bundle for each part that is loaded on first use.
 *
 *   node esbuild.mjs [--production] [--watch] [--tests] [--outdir dist]
 */
import { rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
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
const lazyParts = ["src/editor/app.ts", "src/http/connect.ts", "src/sandbox/main.ts"];
const lazyNames = new Set(lazyParts.map((part) => basename(part, ".ts")));

/** Leaves `import("…/connect.ts")` as a run-time `require("./connect.cjs")` of the neighbouring bundle. */
const neighbours = {
  name: "neighbours",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, (args) => {
      const name = basename(args.path, ".ts");
      return args.kind === "dynamic-import" && lazyNames.has(name)
        ? { path: `./${name}.cjs`, external: true }
        : undefined;
    });
  },
};

/**
 * Makes `import * as vscode` of every file one plain `require` of the bundle: esbuild would copy the whole API, hundreds
 * of properties, once for every file, and VS Code looks up anew at each `require` which extension asks. Both together
 * were most of what the entry took to load.
 */
const oneVSCode = {
  name: "one-vscode",
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/](editor[\\/].*|extension)\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      return {
        contents: source.replace('import * as vscode from "vscode"', 'import { vscode } from "one-vscode"'),
        loader: "ts",
      };
    });
    build.onResolve({ filter: /^one-vscode$/ }, ({ path }) => ({
      path,
      namespace: path,
      sideEffects: false,
    }));
    build.onLoad({ filter: /^one-vscode$/, namespace: "one-vscode" }, () => ({
      contents: 'export const vscode = /* @__PURE__ */ require("vscode");',
    }));
  },
};

/**
 * Parts of libraries that nothing of ours reaches, and that would be a tenth of the VSIX. An empty module takes the
 * place of each, so that a use would fail as a call of `undefined` does; `test/http/bundles.test.ts` runs the rest.
 */
const leftOut = [
  // Without SIMD the same parser runs on every processor. It reads the heads of answers; bodies pass it by.
  "undici/lib/llhttp/llhttp_simd-wasm.js",
  // Speaks HTTP/2: we never offer it to a server.
  "undici/lib/dispatcher/client-h2.js",
  // Reads `FormData`: our bodies are iterables of bytes.
  "undici/lib/web/fetch/body.js",
];

const leaveOut = {
  name: "leave-out",
  setup(build) {
    build.onLoad({ filter: /\.js$/ }, ({ path }) => {
      const isLeftOut = leftOut.some((part) => path.replaceAll("\\", "/").endsWith(`/node_modules/${part}`));
      return isLeftOut ? { contents: "module.exports = {};" } : undefined;
    });
  },
};

const require = createRequire(import.meta.url);

/**
 * Packs the HTTP parser that undici shares with Node more tightly than undici: the parser itself becomes a file beside the
 * bundle, since its Base64 compresses to a third more, and of its tables only the two stay that are looked into.
 */
const parser = {
  name: "parser",
  setup(build) {
    build.onLoad({ filter: /[\\/]llhttp-wasm\.js$/ }, ({ path }) => ({
      contents: `
        const { readFileSync } = require("node:fs");
        const { join } = require("node:path");
        module.exports = readFileSync(join(__dirname, require("llhttp.wasm")));`,
      pluginData: path,
    }));
    build.onResolve({ filter: /^llhttp\.wasm$/ }, ({ path, pluginData }) => ({
      path,
      namespace: "wasm",
      pluginData,
    }));
    build.onLoad({ filter: /./, namespace: "wasm" }, ({ pluginData }) => ({
      contents: require(pluginData),
      loader: "file",
    }));
    build.onLoad({ filter: /[\\/]llhttp[\\/]constants\.js$/ }, ({ path }) => {
      const { ERROR, TYPE } = require(path);
      return { contents: JSON.stringify({ ERROR, TYPE }), loader: "json" };
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
  plugins: [neighbours, oneVSCode, leaveOut, parser],
  outExtension: { ".js": ".cjs" },
};

const builds = [
  {
    ...host,
    entryPoints: ["src/extension.ts", ...lazyParts],
    outdir,
    entryNames: "[name]",
    assetNames: "[name]",
  },
  {
    ...common,
    entryPoints: ["src/webview/panel.ts"],
    outdir: join(outdir, "webview"),
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
