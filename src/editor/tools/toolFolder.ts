import { realpath } from "node:fs/promises";
import { isAbsolute, relative, resolve } from "node:path";
import * as vscode from "vscode";

/**
 * A path that an agent names, inside a workspace folder: an agent that was talked into it must not send or write
 * files anywhere else. Links on disk are followed before they are judged.
 *
 * @throws Error for any path outside, and where no folder is open
 */
export async function insideWorkspace(path: string): Promise<string> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const [first] = folders;
  if (first === undefined) {
    throw new Error("No folder on disk is open, so there is no place for files.");
  }
  const wanted = resolve(first.uri.fsPath, path);
  const real = await realOf(wanted);
  for (const { uri } of folders) {
    if (isInside(await realOf(uri.fsPath), real)) {
      return wanted;
    }
  }
  throw new Error("The path is outside the workspace. Name one inside it.");
}

/** The real path of the nearest part that exists, with the rest behind it. */
async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = resolve(path, "..");
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT") || parent === path) {
      throw error;
    }
    return resolve(await realOf(parent), relative(parent, path));
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (!isAbsolute(way) && way.split(/[\\/]/, 1)[0] !== "..");
}
