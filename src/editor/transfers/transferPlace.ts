import * as vscode from "vscode";
import type { Transfer } from "../../transfer/queue/transfer.ts";
import { isVirtual } from "./virtualDownload.ts";

/** Where the file of a transfer is, or will be. */
export function transferPlace({ job, state }: Transfer): vscode.Uri {
  if (job.kind === "upload") {
    return vscode.Uri.file(job.path);
  }
  if (isVirtual(job)) {
    return vscode.Uri.parse(job.deliverTo, true);
  }
  return vscode.Uri.file(
    state.kind === "done" && state.result.kind === "download" ? state.result.path : job.target,
  );
}

/** The same in words: a path of this machine where there is one. */
export function placeText(uri: vscode.Uri): string {
  return uri.scheme === "file" ? uri.fsPath : uri.toString(true);
}
