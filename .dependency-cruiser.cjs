/**
 * The floors of the house (CONTRIBUTING.md, "The map"): imports point downwards only.
 * A floor may import itself and the floors listed below it.
 */
const floors = {
  shared: [],
  http: ["shared"],
  platform: ["shared", "http"],
  transfer: ["shared", "http", "platform"],
  catalog: ["shared", "platform"],
  sandbox: ["shared", "platform"],
  webview: ["shared"],
  editor: ["shared", "http", "platform", "transfer", "catalog", "sandbox"],
};

const floorRules = Object.entries(floors).map(([floor, below]) => ({
  name: `floor-${floor}`,
  comment: `src/${floor} may import only ${[floor, ...below].join(", ")}`,
  severity: "error",
  from: { path: `^src/${floor}/` },
  to: { path: "^src/", pathNot: `^src/(${[floor, ...below].join("|")})/` },
}));

const pure = "^src/(shared|platform|catalog)/";

module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: "vscode-only-in-editor",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(editor/|extension\\.ts$)" },
      to: { path: "^vscode$" },
    },
    {
      name: "entry-loads-the-app-on-first-use",
      comment:
        "The entry knows the app's types; its code comes by `import()` (CONTRIBUTING.md, The bundles).",
      severity: "error",
      from: { path: "^src/(extension\\.ts$|editor/entry/|editor/links/(idProviders|terminalLinks)\\.ts$)" },
      to: { path: "^src/editor/app\\.ts$", dependencyTypesNot: ["type-only", "dynamic-import"] },
    },
    {
      name: "undici-only-in-http",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/http/" },
      to: { path: "undici" },
    },
    {
      name: "undici-never-by-its-index",
      comment: "Importing the index replaces the host's global dispatcher (engineering.md 5).",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "node_modules/undici/index\\.js$" },
    },
    {
      name: "pure-floors-touch-no-disk-and-no-socket",
      severity: "error",
      from: { path: pure },
      to: { path: "^(node:)?(fs|fs/promises|net|tls|http|https|child_process)$" },
    },
    {
      name: "panel-page-is-browser-code",
      severity: "error",
      from: { path: "^src/webview/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: { path: "^src/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-test-code-in-the-product",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^test/" },
    },
    {
      name: "no-dev-dependency-in-the-product",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], pathNot: "@types/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
