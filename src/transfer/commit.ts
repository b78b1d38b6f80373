import { link, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Clock } from "../shared/clock.ts";
import { DownloadError } from "./download/downloadError.ts";
import { codeOf } from "./fileError.ts";
import { patiently } from "./patiently.ts";

/**
 * Gives a finished file its name, in one step: other programs see the old state or the whole new file. Rejects
 * with `targetExists` if there is one and `conflict` is `fail`; the finished file then stays where it is. Once it
 * has its name nothing fails any more: at worst it has its old name as well.
 *
 * @param announce called before an empty file of the final name is made, which a crash would leave
 */
export async function commitFile(
  from: string,
  to: string,
  conflict: "fail" | "replace",
  clock: Clock,
  announce: () => Promise<void>,
): Promise<void> {
  if (conflict === "replace") {
    await patiently(() => rename(from, to), clock);
  } else {
    await renameWithoutClobber(from, to, clock, announce);
  }
  await syncFolder(dirname(to));
}

async function renameWithoutClobber(
  from: string,
  to: string,
  clock: Clock,
  announce: () => Promise<void>,
): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === "EEXIST") {
      throw new DownloadError("targetExists", "The target appeared during the download");
    }
    // A full disk that has no room for the note is no reason to give the file no name.
    await announce().catch(() => undefined);
    await renameOntoPlaceholder(from, to, clock);
    return;
  }
  await patiently(() => rm(from, { force: true }), clock).catch(() => undefined);
}

/** Where the file system has no hard links: an empty file of the final name is made first, which only one can. */
async function renameOntoPlaceholder(from: string, to: string, clock: Clock): Promise<void> {
  try {
    await (await open(to, "wx")).close();
  } catch (error) {
    if (codeOf(error) === "EEXIST") {
      throw new DownloadError("targetExists", "The target appeared during the download");
    }
    throw error;
  }
  try {
    await patiently(() => rename(from, to), clock);
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}

/** Makes the new name survive a power cut. Windows cannot open a folder, and some file systems cannot sync one. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file itself is synced; only its name could be lost, together with the whole machine.
  }
}
