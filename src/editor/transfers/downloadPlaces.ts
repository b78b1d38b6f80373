import { readdir } from "node:fs/promises";
import { basename } from "node:path";
import * as vscode from "vscode";
import { resolveInside } from "../../shared/resolveInside.ts";
import type { DownloadPlace } from "./planDownloads.ts";

/** A folder on this machine's disk. It may not exist yet. */
export async function diskPlace(folder: string): Promise<DownloadPlace> {
  return {
    name: basename(folder),
    taken: await namesOnDisk(folder),
    pathOf: (name) => resolveInside(folder, name),
  };
}

/** A folder of a virtual workspace: the transfer writes to `staging` on disk, and the file is handed over after. */
export async function virtualPlace(folder: vscode.Uri, staging: string): Promise<DownloadPlace> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  return {
    name: basename(folder.path),
    taken: entries.map(([name]) => name),
    pathOf: (name) => resolveInside(staging, name),
  };
}

async function namesOnDisk(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return [];
    }
    throw error;
  }
}
