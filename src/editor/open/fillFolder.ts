import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { resolveInside } from "../../shared/resolveInside.ts";
import { workspaceRefusal } from "../transfers/virtualDownload.ts";

interface NewFolder {
  /** On this machine's disk, or in a workspace that is on no disk. */
  readonly parent: vscode.Uri;
  readonly name: string;
  /** The extension's own folder on disk. */
  readonly storage: string;
}

/**
 * Makes a new folder and has it filled. In a workspace that is on no disk its files are handed over when all are there;
 * if that fails nothing is left of it. Rejects as `fill` does, or with a `DownloadError`.
 *
 * @param fill makes the folder that it is given, and leaves nothing after a failure
 */
export async function fillFolder<T>(
  { parent, name, storage }: NewFolder,
  fill: (folder: string) => Promise<T>,
): Promise<{ readonly folder: vscode.Uri; readonly filled: T }> {
  if (parent.scheme === "file") {
    const folder = resolveInside(parent.fsPath, name);
    return { filled: await fill(folder), folder: vscode.Uri.file(folder) };
  }
  const staging = join(storage, "staging", randomUUID());
  try {
    await mkdir(staging, { recursive: true });
    const staged = resolveInside(staging, name);
    const filled = await fill(staged);
    const folder = vscode.Uri.joinPath(parent, name);
    await copyFolder(vscode.Uri.file(staged), folder);
    return { folder, filled };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function copyFolder(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.copy(from, to);
  } catch (cause) {
    const refusal = workspaceRefusal(cause);
    // A folder that somebody else has made meanwhile is not ours to remove.
    if (refusal.reason !== "targetExists") {
      await vscode.workspace.fs.delete(to, { recursive: true }).then(undefined, () => undefined);
    }
    throw refusal;
  }
}
