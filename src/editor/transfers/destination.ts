import { isAbsolute, join } from "node:path";
import * as vscode from "vscode";
import { downloadFolder } from "../settings.ts";

/**
 * Where downloads go: the folder of the setting, inside the workspace folder unless it is absolute. Asks which
 * where there are several workspace folders, and for any folder where there is none.
 *
 * @returns `undefined` if the user went away
 */
export async function chooseDownloadFolder(): Promise<vscode.Uri | undefined> {
  const wanted = downloadFolder();
  if (isAbsolute(wanted)) {
    return vscode.Uri.file(wanted);
  }
  const folder = await chooseBaseFolder();
  if (folder === undefined || wanted === "") {
    return folder;
  }
  return folder.scheme === "file"
    ? vscode.Uri.file(join(folder.fsPath, wanted))
    : vscode.Uri.joinPath(folder, wanted);
}

/** True where `chooseDownloadFolder` has nothing to ask. */
export function isDownloadFolderKnown(): boolean {
  return isAbsolute(downloadFolder()) || vscode.workspace.workspaceFolders?.length === 1;
}

async function chooseBaseFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) {
    const picked = await vscode.window.showWorkspaceFolderPick({
      placeHolder: vscode.l10n.t("Download into which folder?"),
    });
    return picked?.uri;
  }
  const [only] = folders;
  return only === undefined ? askFolder() : only.uri;
}

/** Asks for any folder, as "Download To…" does. */
export async function askFolder(
  words: { readonly button: string; readonly title: string } = {
    button: vscode.l10n.t("Download Here"),
    title: vscode.l10n.t("Choose a folder for the download"),
  },
): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: words.button,
    title: words.title,
  });
  return picked?.[0];
}
