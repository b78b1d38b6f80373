import * as vscode from "vscode";

/** A workspace that is on no disk, as those of web pages and remote repositories are. */
export class MemoryFileSystem implements vscode.FileSystemProvider {
  /** Refuses every file of this name, as a full or a read-only workspace does. */
  refuses: string | undefined;
  readonly #files = new Map<string, Uint8Array>();
  readonly #folders = new Set<string>(["/"]);
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();

  readonly onDidChangeFile = this.#changed.event;

  /** All folders and files in it, in alphabetical order. */
  get paths(): readonly string[] {
    return [...this.#folders, ...this.#files.keys()].filter((path) => path !== "/").sort();
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const file = this.#files.get(uri.path);
    if (file === undefined && !this.#folders.has(uri.path)) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    const type = file === undefined ? vscode.FileType.Directory : vscode.FileType.File;
    return { type, ctime: 0, mtime: 0, size: file?.byteLength ?? 0 };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const names = (paths: Iterable<string>, type: vscode.FileType): [string, vscode.FileType][] =>
      [...paths]
        .filter((each) => each !== "/" && each.slice(0, each.lastIndexOf("/")) === path.replace(/\/$/, ""))
        .map((each) => [each.slice(each.lastIndexOf("/") + 1), type]);
    return [
      ...names(this.#files.keys(), vscode.FileType.File),
      ...names(this.#folders, vscode.FileType.Directory),
    ];
  }

  createDirectory(uri: vscode.Uri): void {
    this.#folders.add(uri.path);
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.#files.get(uri.path);
    if (file === undefined) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    return file;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    if (this.refuses !== undefined && uri.path.endsWith(`/${this.refuses}`)) {
      throw vscode.FileSystemError.NoPermissions(uri);
    }
    this.#files.set(uri.path, content);
  }

  delete({ path }: vscode.Uri): void {
    for (const paths of [this.#files, this.#folders]) {
      for (const each of [...paths.keys()]) {
        if (each === path || each.startsWith(`${path}/`)) {
          paths.delete(each);
        }
      }
    }
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
