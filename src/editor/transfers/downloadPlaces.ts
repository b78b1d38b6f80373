import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import * as vscode from "vscode";
import { resolveInside } from "../../shared/resolveInside.ts";
import type { DownloadPlace } from "./planDownloads.ts";

/** A folder on this machine's disk. It may not exist yet. */
export async function diskPlace(folder: string): Promise<DownloadPlace> {
  return {
    name: basename(folder),
    taken: await namesOnDisk(folder),
    placeOf: (name) => ({ target: resolveInside(folder, name) }),
  };
}

/** A folder of a virtual workspace: each file waits in a folder of its own below `storage`, and is handed over after. */
export async function virtualPlace(folder: vscode.Uri, storage: vscode.Uri): Promise<DownloadPlace> {
  return {
    name: basename(folder.path),
    taken: await namesInWorkspace(folder),
    placeOf: (name) => ({
      target: resolveInside(join(storage.fsPath, "staging", randomUUID()), name),
      deliverTo: vscode.Uri.joinPath(folder, name).toString(),
    }),
  };
}

async function namesInWorkspace(folder: vscode.Uri): Promise<readonly string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") {
      return [];
    }
    throw error;
  }
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
