import { lstat, readFile, rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import * as vscode from "vscode";
import type { Formats } from "../../shared/format.ts";
import { DownloadError, type DownloadReason } from "../../transfer/download/downloadError.ts";
import type { RunControl } from "../../transfer/queue/run.ts";
import type { DownloadTransferJob, TransferResult } from "../../transfer/queue/transfer.ts";
import type { DownloadWish } from "./planDownloads.ts";

/** Bytes. `workspace.fs` has no streams: a file passes through memory whole. */
const largestVirtualFile = 50 * 1024 * 1024;

/** A download into a workspace that is on no disk. */
export type VirtualDownloadJob = DownloadTransferJob & { readonly deliverTo: string };

export function isVirtual(job: DownloadTransferJob): job is VirtualDownloadJob {
  return job.deliverTo !== undefined;
}

/** Leaves out what is too large for a virtual workspace, and says so before a byte is fetched. */
export function withoutTooLarge(wishes: readonly DownloadWish[], formats: Formats): readonly DownloadWish[] {
  const fitting = wishes.filter(({ file }) => (file.size ?? 0) <= largestVirtualFile);
  if (fitting.length < wishes.length) {
    void vscode.window.showWarningMessage(tooLargeText(wishes.length - fitting.length, formats));
  }
  return fitting;
}

/**
 * Fetches a file to the disk, where an interrupted download can go on, and hands it over to the workspace when it is
 * whole. What an earlier run had fetched, but not handed over, is not fetched again.
 */
export async function downloadIntoWorkspace(
  job: VirtualDownloadJob,
  { signal, onProgress }: RunControl,
  fetchToDisk: (control: RunControl) => Promise<unknown>,
): Promise<TransferResult> {
  if (!(await isOnDisk(job.target))) {
    const tooLarge = new AbortController();
    try {
      await fetchToDisk({
        signal: AbortSignal.any([signal, tooLarge.signal]),
        onProgress: (progress) => {
          onProgress(progress);
          const size = Math.max(progress.transferred, progress.total ?? 0);
          if (size > largestVirtualFile) {
            tooLarge.abort(tooLargeError(size));
          }
        },
      });
    } catch (error) {
      await removeFolder(job);
      throw error;
    }
  }
  const bytes = await readFile(job.target);
  signal.throwIfAborted();
  await write(vscode.Uri.parse(job.deliverTo, true), bytes, job.conflict);
  await removeFromDisk(job);
  return { kind: "download", path: job.deliverTo, size: bytes.byteLength };
}

/** Removes what waits on the disk, with the folder that was made for it. */
export async function removeFromDisk(job: VirtualDownloadJob): Promise<void> {
  await rm(job.target, { force: true });
  await removeFolder(job);
}

/** Does nothing where the folder holds something for a later try. */
async function removeFolder({ target }: VirtualDownloadJob): Promise<void> {
  await rmdir(dirname(target)).catch(() => undefined);
}

async function isOnDisk(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined);
  return stats?.isFile() === true;
}

async function write(
  uri: vscode.Uri,
  bytes: Uint8Array,
  conflict: DownloadTransferJob["conflict"],
): Promise<void> {
  if (conflict === "fail" && (await existsInWorkspace(uri))) {
    throw new DownloadError("targetExists", "The target appeared during the download");
  }
  try {
    await vscode.workspace.fs.writeFile(uri, bytes);
  } catch (cause) {
    throw workspaceRefusal(cause);
  }
}

/** By the codes of `FileSystemError`. */
const refusals: ReadonlyMap<string | undefined, DownloadReason> = new Map([
  ["NoPermissions", "readOnly"],
  ["FileExists", "targetExists"],
]);

/** Why `workspace.fs` did not write. */
export function workspaceRefusal(cause: unknown): DownloadError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
  const reason = refusals.get(code) ?? "ioFailure";
  return new DownloadError(reason, "The workspace did not take the file", { code, cause });
}

async function existsInWorkspace(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    // Whatever else is wrong, writing will tell.
    return false;
  }
}

function tooLargeError(size: number): DownloadError {
  return new DownloadError("tooLargeForWorkspace", "The file is too large for a virtual workspace", {
    needed: size,
    available: largestVirtualFile,
  });
}

function tooLargeText(count: number, formats: Formats): string {
  const limit = formats.bytes(largestVirtualFile);
  return count === 1
    ? vscode.l10n.t(
        "1 file is larger than the {0} that fit into a virtual workspace. Use “Download To…”.",
        limit,
      )
    : vscode.l10n.t(
        "{0} files are larger than the {1} that fit into a virtual workspace. Use “Download To…”.",
        count,
        limit,
      );
}
