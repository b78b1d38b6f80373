import { statfs } from "node:fs/promises";

/**
 * Bytes that the file system of `folder` has left for this user; `undefined` where it does not tell (some
 * network and virtual file systems answer zero for everything).
 */
export async function freeSpace(folder: string): Promise<number | undefined> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return blocks === 0 ? undefined : bavail * bsize;
  } catch {
    return undefined;
  }
}
