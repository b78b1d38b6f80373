import * as vscode from "vscode";
import type { Disposable } from "../../shared/disposable.ts";
import type { FileReads } from "../fileSystem/platformFileSystem.ts";
import { fileScheme } from "../fileUri.ts";

/** Our read-only file system, which is loaded when VS Code first asks it something. */
export class LazyFileSystem implements vscode.FileSystemProvider, Disposable {
  readonly #load: () => Promise<FileReads>;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  #reads: Promise<FileReads> | undefined;

  readonly onDidChangeFile = this.#changed.event;

  constructor(load: () => Promise<FileReads>) {
    this.#load = load;
  }

  register(): Disposable {
    return vscode.workspace.registerFileSystemProvider(fileScheme, this, {
      isCaseSensitive: true,
      isReadonly: new vscode.MarkdownString(
        vscode.l10n.t("Files on the platform cannot be changed. Download a copy to edit it."),
      ),
    });
  }

  /** Nothing on the platform changes under its id. */
  watch(): Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const reads = await this.#get();
    return reads.stat(uri);
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const reads = await this.#get();
    return reads.readDirectory(uri);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const reads = await this.#get();
    return reads.readFile(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #get(): Promise<FileReads> {
    this.#reads ??= this.#load().then((reads) => {
      reads.onDidChangeFile((changes) => {
        this.#changed.fire(changes);
      });
      return reads;
    });
    return this.#reads;
  }
}
