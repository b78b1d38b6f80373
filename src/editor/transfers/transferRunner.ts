import { randomBytes } from "node:crypto";
import type { FileId } from "../../platform/fileRecord.ts";
import type { Clock } from "../../shared/clock.ts";
import { isLoopbackHost } from "../../shared/loopback.ts";
import type { RunControl, TransferRunner } from "../../transfer/queue/run.ts";
import type {
  DownloadTransferJob,
  TransferResult,
  UploadTransferJob,
} from "../../transfer/queue/transfer.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import type { FileLibrary } from "../explorer/fileLibrary.ts";
import type { RedactingLog } from "../log.ts";
import type { Network } from "../network.ts";
import type { Platforms } from "../platforms.ts";
import type { Retriever } from "../retrieve/retriever.ts";
import { connectionsPerFile } from "../settings.ts";
import { ConnectionGoneError } from "./connectionGoneError.ts";

interface RunnerParts {
  readonly store: ConnectionStore;
  readonly platforms: Platforms;
  readonly library: FileLibrary;
  readonly retriever: Retriever;
  readonly network: Network;
  readonly clock: Clock;
  readonly log: RedactingLog;
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

/** Whose bytes a partial file holds. */
export function downloadIdentity({ connectionId, fileId }: DownloadTransferJob): string {
  return `${connectionId}/${fileId}`;
}

async function runDownload(
  parts: RunnerParts,
  connection: Connection,
  job: DownloadTransferJob,
  { signal, onProgress }: RunControl,
): Promise<TransferResult> {
  const { retriever, network } = parts;
  const { download } = await import("../../transfer/engines.ts");
  const known = retriever.lastLive(connection, job.fileId);
  const contentRequest = parts.platforms.offers(connection, "content")
    ? await parts.platforms.of(connection).contentRequest(job.fileId)
    : undefined;
  const { target, bytes } = await download(
    {
      target: job.target,
      identity: downloadIdentity(job),
      expectedSize: job.size,
      conflict: job.conflict,
      maxConnections: connectionsPerFile(),
      source: {
        link: known?.link,
        backupLink: known?.backupLink,
        refreshLink: (refreshSignal) => retriever.retrieve(connection, job.fileId, { signal: refreshSignal }),
        contentRequest: contentRequest && (() => contentRequest),
      },
    },
    {
      // A link may lead into this machine only if the platform itself is there: the sandbox.
      linkHttp: isLoopbackHost(new URL(connection.origin).hostname) ? network.loopbackLinks : network.links,
      apiHttp: network.api,
      clock: parts.clock,
      random: Math.random,
      log: parts.log,
      signal,
      onProgress: ({ phase, received, total }) => {
        onProgress({ phase, transferred: received, total });
      },
    },
  );
  return { kind: "download", path: target, size: bytes };
}

async function runUpload(
  parts: RunnerParts,
  connection: Connection,
  job: UploadTransferJob,
  claimed: Set<FileId>,
  { signal, onProgress }: RunControl,
): Promise<TransferResult> {
  const { upload } = await import("../../transfer/engines.ts");
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
