import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import type { OpenVSCode } from "./openVSCode.ts";

/** What a person who just ran `npm start` needs to know. */
export function describeStart(
  { url }: OpenVSCode,
  { origin, key }: Sandbox,
  { folder, id }: { readonly folder: string; readonly id: string },
): string {
  return `
${url === undefined ? "VS Code is open." : openInBrowser(url)}

  Click the MiniMax Files icon in the activity bar, on the left: the sandbox's files are there.
  Click a file to open it; its (i) shows the metadata; right-click it to download it into the workspace folder.
  F1, then "MiniMax Files: Retrieve File by ID…" and ${id}: a generated file,
  which the platform does not list.

The sandbox is a platform on this machine: no account, no costs, nothing leaves it.
  origin     ${origin}
  key        ${key}
Workspace    ${folder}

Ctrl+C stops everything.`;
}

function openInBrowser(url: string): string {
  const { port } = new URL(url);
  return `VS Code is running. Open it in a browser:

  ${url}

  (From another machine, first: ssh -L ${port}:127.0.0.1:${port} this-machine)`;
}
