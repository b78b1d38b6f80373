/** Variables of the surrounding terminal, npm or editor that would change how the programs under test behave. */
const foreign = [
  /^(?:VSCODE|CODE_SERVER|CS|ELECTRON)_/,
  /^npm_/i,
  /^(?:https?|no|all)_proxy$/i,
  /^NODE_(?:OPTIONS|EXTRA_CA_CERTS|TLS_REJECT_UNAUTHORIZED|TEST_CONTEXT|V8_COVERAGE)$/,
  /^SSL_CERT_(?:FILE|DIR)$/,
];

/** This process's environment without what would leak into a program under test, plus `additions`. */
export function cleanEnvironment(additions: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !foreign.some((pattern) => pattern.test(name)));
  return { ...Object.fromEntries(kept), ...additions };
}
