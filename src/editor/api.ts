import * as vscode from "vscode";
import { isFileId } from "../platform/fileId.ts";
import type { FileRecord } from "../platform/fileRecord.ts";
import type { JsonObject } from "../shared/jsonValue.ts";
import { CancelledError } from "../shared/cancellation.ts";
import type { Formats } from "../shared/format.ts";
import type { Connection } from "./connections/connection.ts";
import type { FileOperations } from "./fileOperations.ts";
import { confirmCost, countByConnection } from "./usage/confirmCost.ts";

/**
 * What other extensions get from `vscode.extensions.getExtension("minimax-files.minimax-files").activate()`.
 *
 * `version` grows by one with every change that could break a caller; additions leave it as it is. No call gives out
 * a key. Calls reject with an `Error` whose `name` tells the kind: `PlatformError`, `NetworkError`,
 * `KeyMissingError`, `DownloadError`, `CancelledError`.
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
  /** Every other field of the platform's answer, links excepted. */
  readonly extra: JsonObject;
}

export interface ApiRetrievedFile extends ApiFile {
  /** When the link ends, Unix seconds; `undefined` where there is none, or it does not say. */
  readonly linkExpiresAt: number | undefined;
  /** Only where `includeLink` asked for it. Whoever has it can download the file: do not log or store it. */
  readonly link?: string;
}

/** The public API over the same operations as everything else. */
export function createApi(files: FileOperations, formats: Formats): MiniMaxFilesApi {
  const connectionOf = ({ connection: named }: ApiOptions): Connection => {
    const connection = files.connection(named);
    if (connection === undefined) {
      throw new Error(named === undefined ? "There is no connection" : `There is no connection ${named}`);
    }
    return connection;
  };
  const agreeToPay = async (connection: Connection): Promise<void> => {
    if (!(await confirmCost(countByConnection([connection]), formats, { askForOne: true }))) {
      throw new CancelledError("The user did not agree to the price");
    }
  };
  return Object.freeze<MiniMaxFilesApi>({
    version: 1,
    get connections() {
      const active = files.connection(undefined);
      const others = files.connections.filter(({ id }) => id !== active?.id);
      return (active === undefined ? others : [active, ...others]).map(({ id, name, provider }) => ({
        id,
        name,
        provider,
      }));
    },
    list: async (options = {}) => (await files.list(connectionOf(options))).map(apiFile),
    retrieve: async (fileId, options = {}) => {
      const connection = connectionOf(options);
      checkId(fileId);
      await agreeToPay(connection);
      const { file, link } = await files.retrieve(connection, fileId, options.signal);
      return {
        ...apiFile(file),
        linkExpiresAt: link?.expiresAt,
        ...(options.includeLink === true && link !== undefined ? { link: link.url.href } : {}),
      };
    },
    download: async (fileId, folder, options = {}) => {
      const connection = connectionOf(options);
      checkId(fileId);
      if (folder.scheme !== "file") {
        throw new RangeError("Downloads need a folder on disk");
      }
      if (!files.hasLink(connection, fileId)) {
        await agreeToPay(connection);
      }
      const { path } = await files.download(connection, fileId, folder.fsPath, options.signal);
      return vscode.Uri.file(path);
    },
  });
}

function checkId(fileId: string): void {
  if (!isFileId(fileId)) {
    throw new RangeError("A file id is a positive int64 in decimal digits, as text");
  }
}

function apiFile({ id, filename, purpose, size, createdAt, extra }: FileRecord): ApiFile {
  return { id, filename, purpose, size, createdAt, extra };
}
