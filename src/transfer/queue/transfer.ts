import type { FileId } from "../../platform/fileRecord.ts";
import type { TransferFailure } from "./failure.ts";
import type { MeasuredProgress, TransferAmount } from "./progress.ts";

/** One download or upload in the queue. Immutable: a change makes a new object under the same id. */
export interface Transfer {
  readonly id: string;
  readonly job: TransferJob;
  /** When the user asked for it, milliseconds since the Unix epoch. */
  readonly addedAt: number;
  readonly state: TransferState;
}

/** What is to be done: plain data that survives a reload. Links, keys and signatures have no place here. */
export type TransferJob = DownloadTransferJob | UploadTransferJob;

export interface DownloadTransferJob {
  readonly kind: "download";
  readonly connectionId: string;
  readonly fileId: FileId;
  /** The platform's name for the file. */
  readonly filename: string;
  readonly purpose: string | undefined;
  /** Bytes, where the platform says. */
  readonly size: number | undefined;
  /** Where the file goes: an absolute path, decided before the first byte. */
  readonly target: string;
  /** The URI of the file in a workspace that is on no disk. At `target` it waits to be handed over. */
  readonly deliverTo?: string | undefined;
  /** `replace`: the user agreed to lose what is there. */
  readonly conflict: "fail" | "replace";
}

export interface UploadTransferJob {
  readonly kind: "upload";
  readonly connectionId: string;
  /** The local file. */
  readonly path: string;
  /** The name that the platform gets. */
  readonly filename: string;
  readonly purpose: string;
}

export type TransferState =
  /** `reached`: what an earlier attempt achieved and the next may continue from. */
  | { readonly kind: "queued"; readonly reached: TransferAmount | undefined }
  | {
      readonly kind: "running";
      readonly progress: MeasuredProgress;
      /** Set once the user's wish is on its way to the socket. */
      readonly stopping: "pause" | "cancel" | undefined;
    }
  | {
      readonly kind: "paused";
      /** `reload`: the window was closed or reloaded meanwhile. */
      readonly by: "user" | "reload";
      readonly reached: TransferAmount | undefined;
    }
  | { readonly kind: "done"; readonly result: TransferResult; readonly endedAt: number }
  | {
      readonly kind: "failed";
      readonly failure: TransferFailure;
      readonly reached: TransferAmount | undefined;
      readonly endedAt: number;
    }
  | { readonly kind: "cancelled"; readonly endedAt: number };

export type TransferStateKind = TransferState["kind"];

/** What a transfer came to. */
export type TransferResult =
  | {
      readonly kind: "download";
      /** Where the file is now; in a workspace that is on no disk, its URI. */
      readonly path: string;
      /** Bytes. */
      readonly size: number;
    }
  | {
      readonly kind: "upload";
      readonly fileId: FileId;
      /** No answer came, but the platform's list showed the file (issue 3, "an ambiguous end"). */
      readonly resolvedByList: boolean;
    };

/** True for the states that only `retry` or removal end. */
export function hasEnded(transfer: Transfer): boolean {
  const { kind } = transfer.state;
  return kind === "done" || kind === "failed" || kind === "cancelled";
}

/** Whether pausing makes sense: an upload cannot be continued, so once it runs it can only be cancelled. */
export function canPause(transfer: Transfer): boolean {
  switch (transfer.state.kind) {
    case "queued":
      return true;
    case "running":
      return transfer.job.kind === "download" && transfer.state.stopping === undefined;
    case "paused":
    case "done":
    case "failed":
    case "cancelled":
      return false;
  }
}

export function canRetry(transfer: Transfer): boolean {
  return transfer.state.kind === "failed" || transfer.state.kind === "cancelled";
}
