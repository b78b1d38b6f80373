/**
 * Why a download ended without the file. None of these leaves a file under the final name, and all but
 * `changedOnServer`, `sizeMismatch` and `tooLargeForWorkspace` keep what was received for a later try.
 */
export type DownloadReason =
  /** The content changed again and again while it was being received. */
  | "changedOnServer"
  /** The server's file has another size than the platform told, or than what arrived. */
  | "sizeMismatch"
  /** Neither the platform nor the server tells where the file ends: a whole file cannot be told from a part. */
  | "unknownLength"
  /** A redirect, or the link itself, leads where no client may follow: not https, or too many hops. */
  | "refusedRedirect"
  /** What came is an error page or an error message of a server, not the file. */
  | "notTheFile"
  /** The server sent a compressed form although the plain one was asked for. */
  | "encodedBody"
  /** A status that no retry will change; see `status`. */
  | "refusedByServer"
  /** Fresh links were refused as well. */
  | "linkExpiredAlways"
  /** The platform answered with the record, and the link, of another file than the one that was asked for. */
  | "anotherFile"
  /** The platform gave no link, and the provider has no other way to the bytes. */
  | "noSource"
  /** The network failed again and again; `cause` is the last `NetworkError`. */
  | "network"
  /** The server kept asking to come back later (429, 5xx); see `status`. */
  | "serverBusy"
  /** The server kept sending next to nothing. */
  | "lowSpeed"
  /** The disk is full, or too small for the file; see `needed` and `available`. */
  | "noSpace"
  /** It goes to a workspace without a disk, whose files pass through memory; see `needed` and `available`. */
  | "tooLargeForWorkspace"
  /** The folder or its file system cannot be written. */
  | "readOnly"
  | "targetExists"
  /** A link, pipe or folder is where the partial file should be: writing there would write elsewhere. */
  | "unsafePath"
  /** There is a file under the partial file's name that no download of ours has made. */
  | "foreignPartialFile"
  /** Another window is downloading to the same place. */
  | "lockedElsewhere"
  /** Somebody has removed or changed the partial file, or what lies beside it, during the download. */
  | "partialFileChanged"
  /** Any other failure of the file system; `code` tells which. */
  | "ioFailure";

export interface DownloadErrorDetails {
  /** HTTP status of the answer that was the last straw. */
  readonly status?: number | undefined;
  /** The system's error code, such as `EIO`. */
  readonly code?: string | undefined;
  /** Bytes that the rest of the file takes. */
  readonly needed?: number | undefined;
  /** Bytes that there is room for. */
  readonly available?: number | undefined;
  readonly cause?: unknown;
}

const worthAnotherTry: ReadonlySet<DownloadReason> = new Set<DownloadReason>([
  "changedOnServer",
  "notTheFile",
  "linkExpiredAlways",
  "anotherFile",
  "network",
  "serverBusy",
  "lowSpeed",
  "noSpace",
  "readOnly",
  "lockedElsewhere",
  "partialFileChanged",
  "ioFailure",
]);

/** A download that ended without the file. `message` is English, for logs; it holds no URL. */
export class DownloadError extends Error {
  override readonly name = "DownloadError";
  readonly reason: DownloadReason;
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly needed: number | undefined;
  readonly available: number | undefined;
  /** Whether the same download may succeed later without a change of its settings. */
  readonly retryable: boolean;

  constructor(reason: DownloadReason, message: string, details: DownloadErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.reason = reason;
    this.status = details.status;
    this.code = details.code;
    this.needed = details.needed;
    this.available = details.available;
    this.retryable = worthAnotherTry.has(reason);
  }

  /** Recognises the error also when another bundle made it. */
  static is(error: unknown, reason?: DownloadReason): error is DownloadError {
    return (
      error instanceof Error &&
      error.name === "DownloadError" &&
      (reason === undefined || ("reason" in error && error.reason === reason))
    );
  }
}
