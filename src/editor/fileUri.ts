import * as vscode from "vscode";
import type { FileRecord } from "../platform/fileRecord.ts";
import type { FileRef } from "../shared/fileRef.ts";
import { safeLocalName } from "../shared/localName.ts";
import type { NamedFile } from "../transfer/cache/contentCache.ts";

/** The scheme of files on the platform. */
export const fileScheme = "minimax-files";

/** What a URI of our scheme names. */
export type FileLocation =
  | { readonly kind: "connection"; readonly connectionId: string }
  /** The folder of one file: ids are unique, names are not. */
  | { readonly kind: "folder"; readonly file: FileRef }
  | { readonly kind: "file"; readonly file: NamedFile }
  /** A file inside an archive; `segments` as `listTar` tells them. */
  | { readonly kind: "entry"; readonly archive: NamedFile; readonly segments: readonly string[] };

/** Names a platform file for VS Code: the icon comes from the name at the end, the identity from the rest. */
export function fileUri(connectionId: string, file: Pick<FileRecord, "id" | "filename">): vscode.Uri {
  return uriOf(namedFile(connectionId, file));
}

/** A file of the platform under the name that it has here. */
export function namedFile(connectionId: string, file: Pick<FileRecord, "id" | "filename">): NamedFile {
  return { connectionId, fileId: file.id, name: safeLocalName(file.filename, file.id) };
}

/** The URI of a file's own folder. */
export function folderUri({ connectionId, fileId }: FileRef): vscode.Uri {
  return vscode.Uri.from({ scheme: fileScheme, authority: connectionId, path: `/${fileId}` });
}

/** The URI of a file, or of one inside it. */
export function uriOf(
  { connectionId, fileId, name }: NamedFile,
  segments: readonly string[] = [],
): vscode.Uri {
  return vscode.Uri.from({
    scheme: fileScheme,
    authority: connectionId,
    path: `/${[fileId, name, ...segments].join("/")}`,
  });
}

/** Reads what `uriOf` wrote; `undefined` for any other URI. */
export function parseLocation(uri: vscode.Uri): FileLocation | undefined {
  const connectionId = uri.authority;
  const [fileId, name, ...segments] = uri.path.split("/").filter((segment) => segment !== "");
  if (uri.scheme !== fileScheme || connectionId === "") {
    return undefined;
  }
  if (fileId === undefined) {
    return { kind: "connection", connectionId };
  }
  if (!/^\d{1,19}$/.test(fileId)) {
    return undefined;
  }
  if (name === undefined) {
    return { kind: "folder", file: { connectionId, fileId } };
  }
  // Anybody can write a URI: a name that we would not have given names nothing.
  if ([name, ...segments].some((segment) => safeLocalName(segment, "") !== segment)) {
    return undefined;
  }
  const file = { connectionId, fileId, name };
  return segments.length === 0 ? { kind: "file", file } : { kind: "entry", archive: file, segments };
}

/** The file that a URI names; `undefined` for any other URI. */
export function parseFileUri(uri: vscode.Uri): NamedFile | undefined {
  const location = parseLocation(uri);
  return location?.kind === "file" ? location.file : undefined;
}
