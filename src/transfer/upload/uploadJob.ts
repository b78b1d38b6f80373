import type { FileId, FileRecord } from "../../platform/fileRecord.ts";
import type { Platform } from "../../platform/platform.ts";
import type { Clock } from "../../shared/clock.ts";
import type { Log } from "../../shared/log.ts";
import type { UploadProblem } from "./problem.ts";

/** One file to send. */
export interface UploadJob {
  /** The local file; a symbolic link is followed. */
  readonly path: string;
  /** The name that the platform gets. */
  readonly filename: string;
  readonly purpose: string;
}

/** The world, as an upload sees it. */
export interface UploadDeps {
  readonly platform: Pick<Platform, "list" | "upload">;
  /** Whether the provider lists files, at no cost. Without a list an ambiguous end stays ambiguous. */
  readonly lists: boolean;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Aborting it closes socket and file, and rejects with the signal's reason. After the last byte the platform
   * may have the file all the same.
   */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: UploadProgress) => void;
  /**
   * The files that uploads of this connection were answered with since it was opened, shared by all of them: the
   * search for an upload without an answer must not find another's file. Each upload adds its own.
   */
  readonly claimed: Set<FileId>;
  /** Secure random bytes, for the boundary. */
  readonly randomBytes: (size: number) => Uint8Array;
}

/** How an upload stands. */
export interface UploadProgress {
  readonly phase: "checking" | "sending" | "waitingForAnswer" | "resolving";
  /** Bytes of the file that were handed to the socket. */
  readonly sent: number;
  /** Bytes; `undefined` until the file was opened. */
  readonly total: number | undefined;
}

/** A file that the platform has. */
export interface UploadResult {
  readonly file: FileRecord;
  /** No answer came, but the list showed the file. */
  readonly resolvedByList: boolean;
  /** What the checks found that did not keep the file here. */
  readonly warnings: readonly UploadProblem[];
}
