import { statfs } from "node:fs/promises";
import { DownloadError } from "./download/downloadError.ts";

/**
 * Bytes that the file system of `folder` has left for this user; `undefined` where it does not tell (some
 * network and virtual file systems answer zero for everything).
 */
async function freeSpace(folder: string): Promise<number | undefined> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return blocks === 0 ? undefined : bavail * bsize;
  } catch {
    return undefined;
  }
}

/** Rejects with `noSpace` if `needed` bytes do not fit: better no download than one that fills the disk and fails. */
export async function ensureSpace(folder: string, needed: number): Promise<void> {
  const available = await freeSpace(folder);
  if (available !== undefined && available < needed) {
    const message = `${needed} bytes are needed, ${available} are left`;
    throw new DownloadError("noSpace", message, { needed, available });
  }
}
