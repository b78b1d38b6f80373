import type { DownloadProgress } from "../download/downloadJob.ts";
import type { UploadProgress } from "../upload/uploadJob.ts";

/** What a transfer is doing at the moment, in its engine's words. */
export type TransferPhase = DownloadProgress["phase"] | UploadProgress["phase"];

/** How much of a file has been transferred. */
export interface TransferAmount {
  /** Bytes, those of earlier attempts that still count included. */
  readonly transferred: number;
  /** Bytes; `undefined` while nobody knows. */
  readonly total: number | undefined;
}

/** How a transfer stands, as its engine tells. */
export interface TransferProgress extends TransferAmount {
  readonly phase: TransferPhase;
}

/** The same with what the queue makes of it. */
export interface MeasuredProgress extends TransferProgress {
  /** The mean over the last few seconds; `undefined` until there is something to measure. */
  readonly bytesPerSecond: number | undefined;
  /** `undefined` while the total is unknown or nothing moves. */
  readonly secondsLeft: number | undefined;
}

/** Adds what follows from the speed. */
export function measure(progress: TransferProgress, bytesPerSecond: number | undefined): MeasuredProgress {
  const { phase, transferred, total } = progress;
  const moving = bytesPerSecond !== undefined && bytesPerSecond > 0;
  return {
    phase,
    transferred,
    total,
    bytesPerSecond,
    secondsLeft:
      moving && total !== undefined ? Math.max(0, total - transferred) / bytesPerSecond : undefined,
  };
}

/**
 * Whole percent, `undefined` while the total is unknown. Never 100: the last byte is not the end, since the
 * platform has yet to answer or the disk has yet to keep the file.
 */
export function percentOf(amount: TransferAmount): number | undefined {
  const { transferred, total } = amount;
  return total === undefined || total <= 0
    ? undefined
    : Math.min(99, Math.max(0, Math.floor((100 * transferred) / total)));
}
