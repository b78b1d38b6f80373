import * as vscode from "vscode";
import { parseFileId } from "../../platform/fileId.ts";
import type { FileId } from "../../platform/fileRecord.ts";
import { selectedOrCopied } from "../selectedText.ts";

/**
 * Asks for a file id. What the user has selected, or else copied, is filled in where it holds one, since ids come
 * from scripts and logs; nothing is sent before Enter.
 *
 * @param note what the call costs, where it costs something
 */
export async function askFileId(note: string | undefined): Promise<FileId | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Retrieve File by ID"),
    prompt: note ?? vscode.l10n.t("A file ID, or text that holds one: JSON, a URL, mm_file://…"),
    placeHolder: "361721749176519",
    value: await likelyFileId(),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const parsed = parseFileId(text);
      return "id" in parsed
        ? undefined
        : vscode.l10n.t("A file ID is a whole number such as 361721749176519.");
    },
  });
  if (typed === undefined) {
    return undefined;
  }
  const parsed = parseFileId(typed);
  return "id" in parsed ? parsed.id : undefined;
}

async function likelyFileId(): Promise<string> {
  const parsed = parseFileId(await selectedOrCopied());
  // Only what is plainly an id: a copied number is seldom one.
  return "id" in parsed && parsed.id.length >= 9 ? parsed.id : "";
}
