import type { FileId } from "../../platform/fileRecord.ts";
import type { UploadProblem } from "./problem.ts";

/** Why an upload of ours failed, where neither the platform nor the network says it better. */
export type UploadReason =
  /** The local checks object: see `problems`. Nothing was sent. */
  | "refused"
  /** The file was written, cut, or replaced while it was being sent. The platform got no complete upload. */
  | "changedWhileSent"
  /** The disk failed while the file was being sent. The platform got no complete upload. */
  | "unreadable"
  /** All bytes were sent, no answer came, and the list does not show the file: it may appear later. */
  | "outcomeUnknown"
  /** As `outcomeUnknown`, but the list shows several new files that could be it: see `ids`. */
  | "ambiguous";

/** An upload that failed on our side. `message` is English, for logs. */
export class UploadError extends Error {
  override readonly name = "UploadError";
  readonly reason: UploadReason;
  /** For `refused`: everything that was found, warnings included. */
  readonly problems: readonly UploadProblem[];
  /** For `ambiguous`: the files that the upload may have made. */
  readonly ids: readonly FileId[];

  constructor(
    reason: UploadReason,
    message: string,
    details: {
      readonly problems?: readonly UploadProblem[];
      readonly ids?: readonly FileId[];
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.reason = reason;
    this.problems = details.problems ?? [];
    this.ids = details.ids ?? [];
  }

  /** Recognises the error also when another bundle made it. */
  static is(error: unknown): error is UploadError {
    return error instanceof Error && error.name === "UploadError";
  }
}
