/**
 * The types of the public API, for other extensions to copy: this file imports nothing but `vscode`.
 */
import type * as vscode from "vscode";

/**
 * What other extensions get from `vscode.extensions.getExtension("minimax-files.minimax-files").activate()`.
 *
 * `version` grows by one with every change that could break a caller; additions leave it as it is. No call gives out
 * a key. Calls reject with an `Error` whose `name` tells the kind: `PlatformError`, `NetworkError`,
 * `KeyMissingError`, `TransferFailedError`, `RangeError` for what can be no id or no folder on disk, `Error` where there
 * is no such connection, and `CancelledError` where the user said no; or with the signal's reason.
 */
export interface MiniMaxFilesApi {
  readonly version: 1;
  /** The user's connections, the active one first. */
  readonly connections: readonly ApiConnection[];
  /** Lists files, which is free; where the provider has no list, what this machine remembers. The newest first. */
  list(options?: ApiOptions): Promise<readonly ApiFile[]>;
  /**
   * Retrieves one file. Where the provider charges, the user is asked first, and a no rejects with a
   * `CancelledError`.
   */
  retrieve(
    fileId: string,
    options?: ApiOptions & { readonly includeLink?: boolean },
  ): Promise<ApiRetrievedFile>;
  /** Downloads a file into a folder on disk, through the Transfers view. What is there is never overwritten. */
  download(fileId: string, folder: vscode.Uri, options?: ApiOptions): Promise<vscode.Uri>;
}

export interface ApiOptions {
  /** The id or name of a connection; the active one by default. */
  readonly connection?: string;
  /** Cancels the call; a transfer is stopped, and leaves nothing half written under the file's name. */
  readonly signal?: AbortSignal;
}

export interface ApiConnection {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
}

export interface ApiFile {
  /** Decimal digits: ids exceed 2^53. */
  readonly id: string;
  /** Empty where only the id is known. */
  readonly filename: string;
  readonly purpose: string;
  /** Bytes; `undefined` where the platform does not tell, as for generated files. */
  readonly size: number | undefined;
  /** Unix seconds. */
  readonly createdAt: number | undefined;
  /** The other short plain fields of the platform's answer; none that holds a URL. */
  readonly extra: Readonly<Record<string, unknown>>;
}

export interface ApiRetrievedFile extends ApiFile {
  /** When the link ends, Unix seconds; `undefined` where there is none, or it does not say. */
  readonly linkExpiresAt: number | undefined;
  /** Only where `includeLink` asked for it. Whoever has it can download the file: do not log or store it. */
  readonly link?: string;
}
