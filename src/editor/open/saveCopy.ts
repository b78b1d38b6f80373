import { homedir } from "node:os";
import * as vscode from "vscode";
import { noticeText } from "../../shared/displayText.ts";
import { fileScheme, parseLocation, type FileLocation } from "../fileUri.ts";
import { openOrReveal } from "../transfers/batchNotice.ts";
import type { AskingFetcher } from "./askingFetcher.ts";

/** What a copy is made of: a file, or one inside an archive. */
type Source = Extract<FileLocation, { kind: "file" | "entry" }>;

/**
 * Saves what an editor of ours shows under a name that the user chooses. VS Code's own "Save As…" starts in the file
 * system that the editor reads from, which is read-only here.
 */
export async function saveCopy(fetcher: AskingFetcher, uri: vscode.Uri): Promise<void> {
  const source = parseLocation(uri);
  if (source?.kind !== "file" && source?.kind !== "entry") {
    return;
  }
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(likelyFolder(), nameOf(source)),
    title: vscode.l10n.t("Save Copy As"),
  });
  if (target !== undefined && (await write(fetcher, uri, source, target))) {
    const message = vscode.l10n.t("Saved {0}.", vscode.workspace.asRelativePath(target));
    await openOrReveal(noticeText(message), target);
  }
}

/** The URI of ours that the active editor shows, on the right where it compares. */
export function activeFileUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri =
    input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
      ? input.uri
      : input instanceof vscode.TabInputTextDiff
        ? input.modified
        : undefined;
  return uri?.scheme === fileScheme ? uri : undefined;
}

/** @returns whether it was written: the user may have gone away instead, or been told why it cannot be had */
async function write(
  fetcher: AskingFetcher,
  uri: vscode.Uri,
  source: Source,
  target: vscode.Uri,
): Promise<boolean> {
  const whole = await fetcher.get(source.kind === "file" ? source.file : source.archive);
  if (whole === undefined) {
    return false;
  }
  // The dialog has asked about a file that is there already.
  if (source.kind === "file") {
    await vscode.workspace.fs.copy(vscode.Uri.file(whole.path), target, { overwrite: true });
  } else {
    await vscode.workspace.fs.writeFile(target, await vscode.workspace.fs.readFile(uri));
  }
  return true;
}

function nameOf(source: Source): string {
  return source.kind === "file" ? source.file.name : (source.segments.at(-1) ?? source.archive.name);
}

function likelyFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
}
