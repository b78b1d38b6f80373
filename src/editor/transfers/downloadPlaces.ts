import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import * as vscode from "vscode";
import { resolveInside } from "../../shared/resolveInside.ts";
import type { DownloadPlace } from "./planDownloads.ts";
import { isVirtual } from "./virtualDownload.ts";

/** A folder on this machine's disk. It may not exist yet. */
export async function diskPlace(folder: string): Promise<DownloadPlace> {
  const path = resolve(folder);
  return {
    name: basename(folder),
    taken: await namesOnDisk(folder),
    placeOf: (name) => ({ target: resolveInside(folder, name) }),
    awaits: (job) => !isVirtual(job) && dirname(job.target) === path,
  };
}

/** A folder of a virtual workspace: each file waits in a folder of its own below `storage`, and is handed over after. */
export async function virtualPlace(folder: vscode.Uri, storage: vscode.Uri): Promise<DownloadPlace> {
  const uriOf = (name: string): string => vscode.Uri.joinPath(folder, name).toString();
  return {
    name: basename(folder.path),
    taken: await namesInWorkspace(folder),
    placeOf: (name) => ({
      target: resolveInside(join(storage.fsPath, "staging", randomUUID()), name),
      deliverTo: uriOf(name),
    }),
    awaits: (job) => isVirtual(job) && job.deliverTo === uriOf(basename(job.target)),
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
