import { randomBytes } from "node:crypto";
import type { FileId } from "../../platform/fileRecord.ts";
import type { RunControl, TransferRunner } from "../../transfer/queue/run.ts";
import type {
  DownloadTransferJob,
  TransferResult,
  UploadTransferJob,
} from "../../transfer/queue/transfer.ts";
import { upload } from "../../transfer/upload/upload.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import type { FileLibrary } from "../explorer/fileLibrary.ts";
import { ConnectionGoneError } from "./connectionGoneError.ts";
import { downloadFile, type DownloadWorld } from "./downloadFile.ts";
import { downloadIntoWorkspace, isVirtual } from "./virtualDownload.ts";

interface RunnerParts extends DownloadWorld {
  readonly store: ConnectionStore;
  readonly library: FileLibrary;
}

/** Connects the queue, which knows only jobs, with the engines, which know only files and sockets. */
export function createTransferRunner(parts: RunnerParts): TransferRunner {
  /** The uploads of this session by connection: see `UploadDeps.claimed`. */
  const claimed = new Map<string, Set<FileId>>();
  return (transfer, control) => {
    const { job } = transfer;
    const connection = parts.store.find(job.connectionId);
    if (connection === undefined) {
      return Promise.reject(new ConnectionGoneError());
    }
    if (job.kind === "download") {
      return runDownload(parts, connection, job, control);
    }
    const ids = claimed.get(connection.id) ?? new Set<FileId>();
    claimed.set(connection.id, ids);
    return runUpload(parts, connection, job, ids, control);
  };
}

async function runDownload(
  parts: RunnerParts,
  connection: Connection,
  job: DownloadTransferJob,
  control: RunControl,
): Promise<TransferResult> {
  if (isVirtual(job)) {
    return downloadIntoWorkspace(job, control, (whileFetching) =>
      downloadToDisk(parts, connection, { ...job, conflict: "fail" }, whileFetching),
    );
  }
  return downloadToDisk(parts, connection, job, control);
}

async function downloadToDisk(
  parts: RunnerParts,
  connection: Connection,
  job: DownloadTransferJob,
  { signal, onProgress }: RunControl,
): Promise<TransferResult> {
  const { target, bytes } = await downloadFile(parts, connection, {
    fileId: job.fileId,
    target: job.target,
    size: job.size,
    conflict: job.conflict,
    // The user has asked for the file itself.
    mayPay: true,
    signal,
    onProgress: ({ phase, received, total }) => {
      onProgress({ phase, transferred: received, total });
    },
  });
  return { kind: "download", path: target, size: bytes };
}

async function runUpload(
  parts: RunnerParts,
  connection: Connection,
  job: UploadTransferJob,
  claimed: Set<FileId>,
  { signal, onProgress }: RunControl,
): Promise<TransferResult> {
  const { file, resolvedByList } = await upload(job, {
    platform: parts.platforms.of(connection),
    lists: parts.platforms.offers(connection, "list"),
    clock: parts.clock,
    log: parts.log,
    signal,
    claimed,
    randomBytes,
    onProgress: ({ phase, sent, total }) => {
      onProgress({ phase, transferred: sent, total });
    },
  });
  await parts.library.of(connection).remember({
    record: file,
    source: "upload",
    rememberedAt: parts.clock.now(),
    link: undefined,
    wasListed: false,
  });
  return { kind: "upload", fileId: file.id, resolvedByList };
}
