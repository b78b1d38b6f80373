import { readFile } from "node:fs/promises";
import * as vscode from "vscode";
import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import { DisposableStore, type Disposable } from "../../shared/disposable.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import type { CachedContent, NamedFile } from "../../transfer/cache/contentCache.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import type { FileLibrary } from "../explorer/fileLibrary.ts";
import { folderUri, namedFile, parseLocation, uriOf, type FileLocation } from "../fileUri.ts";
import { isTar } from "../open/editorChoice.ts";
import type { ArchiveContents } from "./archiveContents.ts";
import type { FileContents } from "./fileContents.ts";

/** More cannot be handed to an editor in one piece without harm to the window. */
export const largestInEditor = 512 * 1024 * 1024;

/** The part of a read-only file system that can be asked. */
export type FileReads = Pick<
  vscode.FileSystemProvider,
  "onDidChangeFile" | "stat" | "readDirectory" | "readFile"
>;

interface FileSystemParts {
  readonly store: ConnectionStore;
  readonly library: FileLibrary;
  readonly contents: FileContents;
  readonly archives: ArchiveContents;
  /**
   * Gets a file that VS Code asks for by itself, an editor restored after a reload for example. Rejects with an error
   * for the user where that would spend money or take long.
   */
  readonly fetchUnasked: (file: NamedFile) => Promise<CachedContent>;
}

/**
 * The platform's files as VS Code's own editors read them: `minimax-files://<connection>/<id>/<name>`, and files
 * inside archives below that. Read-only. Only reading a file's content can lead to a call.
 */
export class PlatformFileSystem implements FileReads, Disposable {
  readonly #parts: FileSystemParts;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  /** The folders of files that are known to be gone. */
  readonly #deleted = new Set<string>();
  readonly #owned = new DisposableStore();

  readonly onDidChangeFile = this.#changed.event;

  constructor(parts: FileSystemParts) {
    this.#parts = parts;
    this.#owned.add(this.#changed);
    this.#owned.add(
      parts.contents.onDidFetch((file) => {
        // Its size may have been unknown: editors look again.
        this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri: uriOf(file) }]);
      }),
    );
  }

  /** Files are gone from the platform: their editors, and those of files inside them, show it. No call is made. */
  noteDeleted(files: readonly FileRef[]): void {
    const folders = files.map(folderUri);
    for (const folder of folders) {
      this.#deleted.add(folder.toString());
    }
    this.#changed.fire(folders.map((uri) => ({ type: vscode.FileChangeType.Deleted, uri })));
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const location = this.#locate(uri);
    switch (location.kind) {
      case "connection":
      case "folder":
        return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      case "file": {
        const content = await this.#parts.contents.cached(location.file);
        return this.#fileStat(location.file, content?.size ?? this.#entry(location.file)?.record.size);
      }
      case "entry": {
        const archive = await this.#parts.contents.cached(location.archive);
        const found = archive && (await this.#parts.archives.find(archive, location.segments));
        if (archive !== undefined && found === undefined) {
          throw vscode.FileSystemError.FileNotFound(uri);
        }
        return this.#fileStat(location.archive, found?.size);
      }
    }
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    const location = this.#locate(uri);
    switch (location.kind) {
      case "connection": {
        const catalog = this.#parts.library.find(location.connectionId)?.catalog;
        return [...(catalog?.keys() ?? [])].map((id) => [id, vscode.FileType.Directory]);
      }
      case "folder": {
        const entry = this.#entry(location.file);
        return entry === undefined
          ? []
          : [[namedFile(location.file.connectionId, entry.record).name, vscode.FileType.File]];
      }
      case "file":
      case "entry":
        throw vscode.FileSystemError.FileNotADirectory(uri);
    }
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { contents, archives, fetchUnasked } = this.#parts;
    const location = this.#locate(uri);
    switch (location.kind) {
      case "connection":
      case "folder":
        throw vscode.FileSystemError.FileIsADirectory(uri);
      case "file": {
        const { file } = location;
        const content = (await contents.cached(file)) ?? (await fetchUnasked(file));
        refuseHuge(content.size);
        return readFile(content.path);
      }
      case "entry": {
        const archive = (await contents.cached(location.archive)) ?? (await fetchUnasked(location.archive));
        const entry = await archives.find(archive, location.segments);
        if (entry === undefined) {
          throw vscode.FileSystemError.FileNotFound(uri);
        }
        refuseHuge(entry.size);
        return archives.read(archive, entry);
      }
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #locate(uri: vscode.Uri): FileLocation {
    const location = parseLocation(uri);
    if (
      location === undefined ||
      this.#parts.store.find(uri.authority) === undefined ||
      !this.#mayExist(location)
    ) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return location;
  }

  /**
   * A file that is not listed yet may still be there. What cannot be: one that was deleted and is not listed again, one
   * of another name than the file has, and a file inside one that is no archive.
   */
  #mayExist(location: FileLocation): boolean {
    switch (location.kind) {
      case "connection":
        return true;
      case "folder":
        return !this.#isDeleted(location.file);
      case "file":
        return this.#mayHaveName(location.file);
      case "entry":
        return isTar(location.archive.name) && this.#mayHaveName(location.archive);
    }
  }

  #mayHaveName(file: NamedFile): boolean {
    const entry = this.#entry(file);
    return entry === undefined
      ? !this.#isDeleted(file)
      : namedFile(file.connectionId, entry.record).name === file.name;
  }

  /** Deleted, and not listed again since. */
  #isDeleted(file: FileRef): boolean {
    return this.#entry(file) === undefined && this.#deleted.has(folderUri(file).toString());
  }

  #entry({ connectionId, fileId }: FileRef): CatalogEntry | undefined {
    return this.#parts.library.find(connectionId)?.catalog.get(fileId);
  }

  /** VS Code wants a size: 0 stands for one that nobody knows, and editors read to the end nevertheless. */
  #fileStat(file: FileRef, size: number | undefined): vscode.FileStat {
    const created = (this.#entry(file)?.record.createdAt ?? 0) * 1000;
    return {
      type: vscode.FileType.File,
      ctime: created,
      mtime: created,
      size: size ?? 0,
      permissions: vscode.FilePermission.Readonly,
    };
  }
}

function refuseHuge(size: number): void {
  if (size > largestInEditor) {
    throw vscode.FileSystemError.Unavailable(
      vscode.l10n.t("The file is too large for an editor. Download it, or open it externally."),
    );
  }
}
