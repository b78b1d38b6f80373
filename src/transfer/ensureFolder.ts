import { mkdir, stat } from "node:fs/promises";

/**
 * Makes a folder, and those that it is in, where it is missing. One that is there is not touched: Windows refuses to
 * make the root of a drive even then, and some file systems that cannot be written refuse any.
 */
export async function ensureFolder(path: string): Promise<void> {
  if (!(await isFolder(path))) {
    await mkdir(path, { recursive: true });
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // `mkdir` tells better what is wrong.
    return false;
  }
}
