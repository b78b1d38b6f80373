import * as vscode from "vscode";
import { withoutLinks } from "../catalog/rememberedFile.ts";
import { isFileId } from "../platform/fileId.ts";
import type { FileRecord } from "../platform/fileRecord.ts";
import { CancelledError } from "../shared/cancellation.ts";
import type { Formats } from "../shared/format.ts";
import type { Connection } from "./connections/connection.ts";
import type { FileOperations } from "./fileOperations.ts";
import type { ApiFile, ApiOptions, MiniMaxFilesApi } from "./publicApi.ts";
import { confirmCost, countByConnection } from "./usage/confirmCost.ts";

/** The calls of the public API. */
export type ApiCalls = Pick<MiniMaxFilesApi, "list" | "retrieve" | "download">;

/** The public API's calls over the same operations as everything else. */
export function createApiCalls(files: FileOperations, formats: Formats): ApiCalls {
  const connectionOf = ({ connection: named }: ApiOptions): Connection => {
    const connection = files.connection(named);
    if (connection === undefined) {
      throw new Error(named === undefined ? "There is no connection" : `There is no connection ${named}`);
    }
    return connection;
  };
  const agreeToPay = async (connection: Connection): Promise<void> => {
    if (!(await confirmCost(countByConnection([connection]), formats))) {
      throw new CancelledError("The user did not agree to the price");
    }
  };
  return {
    list: async (options = {}) => (await files.list(connectionOf(options), options.signal)).map(apiFile),
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
  };
}

function checkId(fileId: string): void {
  if (!isFileId(fileId)) {
    throw new RangeError("A file id is a positive int64 in decimal digits, as text");
  }
}

function apiFile(record: FileRecord): ApiFile {
  const { id, filename, purpose, size, createdAt, extra } = withoutLinks(record);
  return { id, filename, purpose, size, createdAt, extra };
}
