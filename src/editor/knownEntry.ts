import * as vscode from "vscode";
import type { CatalogEntry } from "../catalog/catalogEntry.ts";
import type { FileRef } from "../shared/fileRef.ts";
import type { FileLibrary } from "./explorer/fileLibrary.ts";

/** What is known of a file for what the user wants with it; says so where that is nothing any more. */
export async function knownEntry(
  library: Pick<FileLibrary, "entry">,
  file: FileRef,
): Promise<CatalogEntry | undefined> {
  const entry = await library.entry(file);
  if (entry === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The file {0} is not known any more: retrieve it again.", file.fileId),
    );
  }
  return entry;
}
