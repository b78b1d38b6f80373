import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { MiniMaxFilesApi } from "../../src/editor/publicApi.ts";
import { extensionId } from "../../src/editor/ids.ts";

/** The extension's public API, connected to the sandbox of the run. */
export async function activated(): Promise<MiniMaxFilesApi> {
  const extension = vscode.extensions.getExtension<MiniMaxFilesApi>(extensionId);
  assert.ok(extension, "VS Code knows the extension");
  return extension.activate();
}

/** Waits until a condition holds; the test's own time limit ends it otherwise. */
export async function until<T>(read: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const value = await read();
    if (value !== undefined) {
      return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function workspaceFolder(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "a folder is open");
  return folder.uri;
}

/** Calls the run's sandbox, as a script would. */
export async function callSandbox(path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(new URL(path, process.env["MINIMAX_FILES_SANDBOX_ORIGIN"]), {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${process.env["MINIMAX_FILES_SANDBOX_KEY"] ?? ""}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Record<string, unknown>;
}
