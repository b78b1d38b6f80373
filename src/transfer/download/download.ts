import { dirname } from "node:path";
import { commitFile } from "../commit.ts";
import { ensureFolder } from "../ensureFolder.ts";
import { toFileError } from "../fileError.ts";
import { acquireLock } from "../lock.ts";
import type { FileLock } from "../lock.ts";
import { DownloadError } from "./downloadError.ts";
import type { DownloadDeps, DownloadJob, DownloadProgress, DownloadResult } from "./downloadJob.ts";
import { defaultLimits } from "./downloadLimits.ts";
import { Ledger } from "./ledger.ts";
import {
  exists,
  isPlaceholder,
  openPartialFile,
  partialPaths,
  removePartial,
  removePlaceholder,
} from "./partialFile.ts";
import { Reception } from "./reception.ts";

/**
 * Downloads one file: into `<target>.part` beside the target, resuming what an earlier try has left, and under
 * its final name only when it is whole and on the disk. Survives broken connections, links that expire on the
 * way, and content that changes.
 *
 * Rejects with a `DownloadError`, with what `refreshLink` rejected with, or with the signal's reason. An aborted
 * download keeps what it has received, for a later call with the same `target` and `identity`; `discardPartial`
 * throws it away.
 */
export async function download(job: DownloadJob, deps: DownloadDeps): Promise<DownloadResult> {
  deps.signal.throwIfAborted();
  try {
    await ensureFolder(dirname(job.target));
    await refuseExistingTarget(job);
    const lock = await acquireLock(partialPaths(job.target).lock, deps.clock);
    if (lock === undefined) {
      throw new DownloadError("lockedElsewhere", "Another window is downloading to the same place");
    }
    try {
      return await downloadLocked(job, deps, lock);
    } finally {
      await lock.release();
    }
  } catch (error) {
    throw toFileError(error);
  }
}

async function refuseExistingTarget(job: DownloadJob): Promise<void> {
  if (job.conflict === "fail" && (await exists(job.target)) && !(await isPlaceholder(job.target))) {
    throw new DownloadError("targetExists", "The target exists");
  }
}

async function downloadLocked(job: DownloadJob, deps: DownloadDeps, lock: FileLock): Promise<DownloadResult> {
  const started = deps.clock.now();
  const limits = { ...defaultLimits, ...deps.limits };
  await removePlaceholder(job.target, deps.clock);
  const partial = await openPartialFile(job.target, job.identity, job.expectedSize, deps.clock);
  const ledger = new Ledger(partial, job.identity, { clock: deps.clock, limits, log: deps.log });
  const resumedFrom = ledger.done.size;
  const signal = AbortSignal.any([deps.signal, lock.lost]);
  const reception = new Reception(job, deps, limits, ledger, signal);
  const report = (phase: DownloadProgress["phase"]): void => {
    deps.onProgress({ phase, ...reception.progress() });
  };
  try {
    report("connecting");
    await reception.run();
    report("verifying");
    await verify(job, ledger);
    await ledger.seal();
    await refuseLostLock(lock);
    signal.throwIfAborted();
    report("committing");
    const { part } = partialPaths(job.target);
    await commitFile(part, job.target, job.conflict, deps.clock, () => ledger.announcePlaceholder());
  } catch (error) {
    await leaveBehind(job, ledger, lock, error, deps);
    throw error;
  }
  await removeLeftovers(job, deps);
  return {
    target: job.target,
    bytes: ledger.done.size,
    validator: ledger.content?.validator ?? { kind: "none" },
    duration: deps.clock.now() - started,
    refreshed: reception.refreshed,
    resumedFrom,
  };
}

async function verify(job: DownloadJob, ledger: Ledger): Promise<void> {
  const { total } = ledger;
  if (job.expectedSize !== undefined && total !== job.expectedSize) {
    const message = `${total ?? "Unknown"} bytes arrived, the platform told ${job.expectedSize}`;
    throw new DownloadError("sizeMismatch", message);
  }
  if ((await ledger.part.size()) !== total || !(await exists(ledger.part.path))) {
    throw new DownloadError("partialFileChanged", "The partial file was changed or removed by somebody else");
  }
}

/** Another window that believed us dead may have begun to write to the same partial file. */
async function refuseLostLock(lock: FileLock): Promise<void> {
  const loss = await lock.loss();
  if (loss !== undefined) {
    throw loss;
  }
}

/** The file has its name: what cannot be removed now does not make the download a failure. */
async function removeLeftovers(job: DownloadJob, deps: DownloadDeps): Promise<void> {
  try {
    await removePartial(partialPaths(job.target), deps.clock);
  } catch (error) {
    deps.log.warn(`What a finished download leaves could not be removed: ${String(toFileError(error))}`);
  }
}

/** After a failure: keeps what a later try can use, and removes the rest. Never hides the failure itself. */
async function leaveBehind(
  job: DownloadJob,
  ledger: Ledger,
  lock: FileLock,
  failure: unknown,
  deps: DownloadDeps,
): Promise<void> {
  const isUseless =
    ledger.done.size === 0 ||
    DownloadError.is(failure, "changedOnServer") ||
    DownloadError.is(failure, "sizeMismatch") ||
    DownloadError.is(failure, "tooLargeForWorkspace");
  try {
    // A lock that cannot be read may be another's by now.
    if (!(await lock.isHeld().catch(() => false))) {
      await ledger.abandon();
    } else if (isUseless) {
      await ledger.abandon();
      await removePartial(partialPaths(job.target), deps.clock);
    } else {
      await ledger.save();
    }
  } catch (error) {
    deps.log.warn(`A partial download could not be put in order: ${String(toFileError(error))}`);
  }
}
