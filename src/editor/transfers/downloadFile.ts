import type { FileId, RetrievedFile } from "../../platform/fileRecord.ts";
import type { Clock } from "../../shared/clock.ts";
import { download } from "../../transfer/download/download.ts";
import { DownloadError } from "../../transfer/download/downloadError.ts";
import type { DownloadProgress, DownloadResult } from "../../transfer/download/downloadJob.ts";
import type { Connection } from "../connections/connection.ts";
import type { RedactingLog } from "../log.ts";
import type { Network } from "../network.ts";
import type { Platforms } from "../platforms.ts";
import type { Retriever } from "../retrieve/retriever.ts";
import { connectionsPerFile } from "../settings.ts";
import { retrievePrice } from "../usage/prices.ts";
import { RetrieveCostsError } from "./retrieveCostsError.ts";

/** The world, as a download from the platform sees it. */
export interface DownloadWorld {
  readonly platforms: Platforms;
  readonly retriever: Retriever;
  readonly network: Network;
  readonly clock: Clock;
  readonly log: RedactingLog;
}

/** One file to fetch, whoever wants it: the queue or the cache. */
export interface FileDownload {
  readonly fileId: FileId;
  /** Absolute path. */
  readonly target: string;
  /** Bytes, where the platform tells them. */
  readonly size: number | undefined;
  readonly conflict: "fail" | "replace";
  /** Whether a retrieve call may be made where it costs money. */
  readonly mayPay: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
}

/** Whose bytes a partial file holds. */
export function downloadIdentity(file: { readonly connectionId: string; readonly fileId: FileId }): string {
  return `${file.connectionId}/${file.fileId}`;
}

/**
 * Downloads a file from wherever its bytes can be had: a link of this session, a fresh one, the platform itself.
 *
 * Rejects as the engine's `download` does, with `anotherFile` where the platform answers with another file's link, and
 * with a `RetrieveCostsError` where only a paid call would help and none may be made.
 */
export async function downloadFile(
  { platforms, retriever, network, clock, log }: DownloadWorld,
  connection: Connection,
  { fileId, target, size, conflict, mayPay, signal, onProgress }: FileDownload,
): Promise<DownloadResult> {
  const known = retriever.lastLive(connection, fileId);
  refuseAnother(fileId, known);
  const contentRequest = platforms.offers(connection, "content")
    ? await platforms.of(connection).contentRequest(fileId)
    : undefined;
  const dollars = retrievePrice(connection);
  return download(
    {
      target,
      identity: downloadIdentity({ connectionId: connection.id, fileId }),
      expectedSize: size,
      conflict,
      maxConnections: connectionsPerFile(),
      source: {
        link: known?.link,
        backupLink: known?.backupLink,
        refreshLink: async (refreshSignal) => {
          if (!mayPay && dollars > 0) {
            throw new RetrieveCostsError(dollars);
          }
          const fresh = await retriever.retrieve(connection, fileId, { signal: refreshSignal });
          refuseAnother(fileId, fresh);
          return fresh;
        },
        contentRequest: contentRequest && (() => contentRequest),
      },
    },
    {
      linkHttp: network.linksOf(connection.origin),
      apiHttp: network.api,
      clock,
      random: Math.random,
      log,
      signal,
      onProgress,
    },
  );
}

/** The panel shows such an answer for what it is. Its bytes must never be saved under the name of the file asked for. */
function refuseAnother(asked: FileId, answer: RetrievedFile | undefined): void {
  if (answer !== undefined && answer.file.id !== asked) {
    throw new DownloadError("anotherFile", `The platform answered with file ${answer.file.id}`);
  }
}
