import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { DownloadTransferJob } from "../../transfer/queue/transfer.ts";
import type { FileRecord } from "../../platform/fileRecord.ts";
import { freeName, nameFromPattern } from "../../shared/localName.ts";
import { resolveInside } from "../../shared/resolveInside.ts";
import type { ConflictQuestions } from "./conflicts.ts";

/** A file that the user wants on disk. */
export interface DownloadWish {
  readonly connectionId: string;
  readonly file: FileRecord;
}

/**
 * Decides every target path before the first byte: names are made safe, two files of one command never get the
 * same name, and a name that is taken on disk is asked about.
 *
 * @returns the jobs, or `undefined` if the user cancelled; skipped files are left out
 */
export async function planDownloads(
  wishes: readonly DownloadWish[],
  folder: string,
  namePattern: string,
  questions: ConflictQuestions,
): Promise<readonly DownloadTransferJob[] | undefined> {
  const onDisk = await namesIn(folder);
  const planned: string[] = [];
  const jobs: DownloadTransferJob[] = [];
  const names = wishes.map(({ file }) => nameFromPattern(namePattern, file));

  for (const [index, { connectionId, file }] of wishes.entries()) {
    const wanted = freeName(names[index] ?? file.id, planned);
    let name = wanted;
    let conflict: DownloadTransferJob["conflict"] = "fail";
    if (isTaken(wanted, onDisk)) {
      const others = names.slice(index + 1).filter((other) => isTaken(other, onDisk)).length;
      const choice = await questions.ask(wanted, basename(folder), others);
      if (choice === undefined) {
        return undefined;
      }
      if (choice === "skip") {
        continue;
      }
      if (choice === "keepBoth") {
        name = freeName(wanted, [...onDisk, ...planned]);
      } else {
        conflict = "replace";
      }
    }
    planned.push(name);
    jobs.push({
      kind: "download",
      connectionId,
      fileId: file.id,
      filename: file.filename,
      purpose: file.purpose === "" ? undefined : file.purpose,
      size: file.size,
      target: resolveInside(folder, name),
      conflict,
    });
  }
  return jobs;
}

/** The same comparison as `freeName`'s: names that differ only in case are one file on some systems. */
function isTaken(name: string, taken: readonly string[]): boolean {
  return freeName(name, taken) !== name;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(join(folder));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return [];
    }
    throw error;
  }
}
