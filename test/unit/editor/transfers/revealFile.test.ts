import { expect, it, vi } from "vitest";
import type * as vscode from "vscode";
import { revealFile } from "../../../../src/editor/transfers/revealFile.ts";
import { Uri } from "../../../support/fakeVscode.ts";

const scene = vi.hoisted(() => ({
  isInWorkspace: false,
  env: { uiKind: 1, remoteName: undefined as string | undefined },
  executed: [] as unknown[],
}));
vi.mock("vscode", () => ({
  UIKind: { Desktop: 1, Web: 2 },
  env: scene.env,
  workspace: { getWorkspaceFolder: () => (scene.isInWorkspace ? {} : undefined) },
  commands: { executeCommand: (...call: unknown[]) => Promise.resolve(scene.executed.push(call)) },
}));

const [desktop, web] = [1, 2];

it.each([
  ["a desktop, in the workspace", "revealInExplorer", true, desktop, undefined],
  ["a desktop, elsewhere", "revealFileInOS", false, desktop, undefined],
  ["a desktop on another machine, in the workspace", "revealInExplorer", true, desktop, "ssh-remote"],
  ["a desktop on another machine, elsewhere", "vscode.open", false, desktop, "ssh-remote"],
  ["a browser, elsewhere", "vscode.open", false, web, undefined],
] as const)(
  "a file can be seen wherever it was saved: %s",
  async (_, command, isInWorkspace, uiKind, remoteName) => {
    Object.assign(scene, { isInWorkspace, executed: [] });
    Object.assign(scene.env, { uiKind, remoteName });
    const uri = Uri.file("/downloads/1.mp4") as unknown as vscode.Uri;
    await revealFile(uri);
    expect(scene.executed).toEqual([[command, uri]]);
  },
);
