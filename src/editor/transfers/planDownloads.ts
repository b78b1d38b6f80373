import { basename } from "node:path";
import type { DownloadTransferJob, Transfer } from "../../transfer/queue/transfer.ts";
import type { FileRecord } from "../../platform/fileRecord.ts";
import { freeName, nameFromPattern } from "../../shared/localName.ts";
import type { ConflictQuestions } from "./conflicts.ts";

/** A file that the user wants on disk. */
export interface DownloadWish {
  readonly connectionId: string;
  readonly file: FileRecord;
}

/** Where downloads are to stand. */
export interface DownloadPlace {
  /** The folder's name, for questions. */
  readonly name: string;
  /** The names that are taken in it. */
  readonly taken: readonly string[];
  /** Where a file of that name goes. */
  readonly placeOf: (name: string) => Pick<DownloadTransferJob, "target" | "deliverTo">;
  /** Whether the file of a download comes to stand here. */
  readonly awaits: (job: DownloadTransferJob) => boolean;
}

/**
 * Decides every target path before the first byte: names are made safe, two files never get the same name, be it in one
 * command or because another is still on its way, and a name that is taken on disk is asked about.
 *
 * @param queue the transfers that there are already
 * @returns the jobs, or `undefined` if the user cancelled; skipped files are left out
 */
export async function planDownloads(
  wishes: readonly DownloadWish[],
  place: DownloadPlace,
  namePattern: string,
  questions: ConflictQuestions,
  queue: { readonly transfers: readonly Transfer[] },
): Promise<readonly DownloadTransferJob[] | undefined> {
  const planned: string[] = [];
  const jobs: DownloadTransferJob[] = [];
  const names = wishes.map(({ file }) => nameFromPattern(namePattern, file));

  for (const [index, { connectionId, file }] of wishes.entries()) {
    const promised = [
      ...planned,
      ...namesOnTheWay({ connectionId, fileId: file.id }, place, queue.transfers),
    ];
    const plain = names[index] ?? file.id;
    const wanted = freeName(plain, promised);
    let name = wanted;
    let conflict: DownloadTransferJob["conflict"] = "fail";
    if (isTaken(wanted, place.taken)) {
      const others = names.slice(index + 1).filter((other) => isTaken(other, place.taken)).length;
      const choice = await questions.ask(wanted, place.name, others);
      if (choice === undefined) {
        return undefined;
      }
      if (choice === "skip") {
        continue;
      }
      if (choice === "keepBoth") {
        name = freeName(plain, [...place.taken, ...promised]);
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
      ...place.placeOf(name),
      conflict,
    });
  }
  return jobs;
}

/**
 * The same jobs, to be queued at once: the user may have been asked something since they were planned, and a name be
 * promised to another download meanwhile. One whose name is gone gets another.
 */
export function keptApart(
  jobs: readonly DownloadTransferJob[],
  place: DownloadPlace,
  queue: { readonly transfers: readonly Transfer[] },
): readonly DownloadTransferJob[] {
  const planned = jobs.map(({ target }) => basename(target));
  return jobs.map((job) => {
    const name = basename(job.target);
    const promised = namesOnTheWay(job, place, queue.transfers);
    if (!isTaken(name, promised)) {
      return job;
    }
    const free = freeName(name, [...place.taken, ...promised, ...planned]);
    planned.push(free);
    return { ...job, ...place.placeOf(free), conflict: "fail" };
  });
}

/**
 * The names that files will have here once they are whole; what was received of one that failed waits for another try.
 * The same file may have its name again and go on with what there is, unless that is being written.
 */
export function namesOnTheWay(
  { connectionId, fileId }: Pick<DownloadTransferJob, "connectionId" | "fileId">,
  place: Pick<DownloadPlace, "awaits">,
  transfers: readonly Transfer[],
): readonly string[] {
  return transfers.flatMap(({ job, state }) =>
    job.kind === "download" &&
    state.kind !== "done" &&
    state.kind !== "cancelled" &&
    !(job.fileId === fileId && job.connectionId === connectionId && isAtRest(state)) &&
    place.awaits(job)
      ? [basename(job.target)]
      : [],
  );
}

function isAtRest({ kind }: Transfer["state"]): boolean {
  return kind === "paused" || kind === "failed";
}

/** The same comparison as `freeName`'s: names that differ only in case are one file on some systems. */
function isTaken(name: string, taken: readonly string[]): boolean {
  return freeName(name, taken) !== name;
}
