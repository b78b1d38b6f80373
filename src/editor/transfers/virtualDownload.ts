import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import * as vscode from "vscode";
import type { Formats } from "../../shared/format.ts";
import type { BatchSummary } from "../../transfer/queue/batch.ts";
import type { DownloadWish } from "./planDownloads.ts";

/** Bytes. `workspace.fs` has no streams: a file passes through memory whole. */
const largestVirtualFile = 50 * 1024 * 1024;

/** A folder of its own on disk, in which downloads for a virtual workspace wait to be handed over. */
export function stagingFolder(storage: vscode.Uri): string {
  return join(storage.fsPath, "staging", randomUUID());
}

/** Leaves out what is too large for a virtual workspace, and says so before a byte is fetched. */
export function withoutTooLarge(wishes: readonly DownloadWish[], formats: Formats): readonly DownloadWish[] {
  const fitting = wishes.filter(({ file }) => (file.size ?? 0) <= largestVirtualFile);
  if (fitting.length < wishes.length) {
    void vscode.window.showWarningMessage(tooLargeText(wishes.length - fitting.length, formats));
  }
  return fitting;
}

/** Hands what has arrived over to the virtual folder, and empties the staging folder. */
export async function handOver(
  folder: vscode.Uri,
  staging: string,
  summary: BatchSummary | undefined,
  formats: Formats,
): Promise<void> {
  let delivered = 0;
  let tooLarge = 0;
  try {
    for (const { state } of summary?.done ?? []) {
      if (state.kind !== "done" || state.result.kind !== "download") {
        continue;
      }
      if (state.result.size > largestVirtualFile) {
        tooLarge += 1;
        continue;
      }
      const target = vscode.Uri.joinPath(folder, basename(state.result.path));
      await vscode.workspace.fs.writeFile(target, await readFile(state.result.path));
      delivered += 1;
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  if (delivered > 0) {
    void vscode.window.showInformationMessage(
      delivered === 1
        ? vscode.l10n.t("Downloaded 1 file to {0}.", folder.toString(true))
        : vscode.l10n.t("Downloaded {0} files to {1}.", delivered, folder.toString(true)),
    );
  }
  if (tooLarge > 0) {
    void vscode.window.showWarningMessage(tooLargeText(tooLarge, formats));
  }
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
