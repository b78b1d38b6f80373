import * as vscode from "vscode";
import type { FileRecord } from "../platform/fileRecord.ts";
import type { FileRef } from "../shared/fileRef.ts";
import { safeLocalName } from "../shared/localName.ts";

/** The scheme of files on the platform. */
export const fileScheme = "minimax-files";

/** Names a platform file for VS Code: the icon comes from the name at the end, the identity from the rest. */
export function fileUri(connectionId: string, file: Pick<FileRecord, "id" | "filename">): vscode.Uri {
  return vscode.Uri.from({
    scheme: fileScheme,
    authority: connectionId,
    path: `/${file.id}/${safeLocalName(file.filename, file.id)}`,
  });
}

/** Reads what `fileUri` wrote; `undefined` for any other URI. */
export function parseFileUri(uri: vscode.Uri): FileRef | undefined {
  const [, fileId, name, ...rest] = uri.path.split("/");
  return uri.scheme === fileScheme &&
    /^\d{1,19}$/.test(fileId ?? "") &&
    name !== undefined &&
    rest.length === 0
    ? { connectionId: uri.authority, fileId: fileId ?? "" }
    : undefined;
}
