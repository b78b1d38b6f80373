import type { FileId } from "../../platform/fileRecord.ts";

/**
 * Something that the checks before an upload found. An `error` keeps the file here, since the platform would
 * refuse it or the file cannot be read; a `warning` is for the user to know.
 */
export type UploadProblem = UploadObjection | UploadWarning;

export type UploadObjection = { readonly severity: "error" } & (
  | { readonly kind: "unreadable"; readonly code: string | undefined }
  | { readonly kind: "notAFile" }
  | { readonly kind: "empty" }
  /** Files of this purpose are made by the platform only. */
  | { readonly kind: "notUploadable"; readonly purpose: string }
  /** `extension` without its dot, in lower case; empty if there is none. */
  | { readonly kind: "wrongFormat"; readonly extension: string; readonly allowed: readonly string[] }
  /** Bytes. */
  | { readonly kind: "tooLarge"; readonly size: number; readonly limit: number }
  /** Unicode code points; `limit` is the first count that is too many. */
  | { readonly kind: "tooManyCharacters"; readonly characters: number; readonly limit: number }
  /** Seconds. */
  | { readonly kind: "tooLong" | "tooShort"; readonly seconds: number; readonly limit: number }
  /** Bytes: those that the platform keeps for this key already, and how many it keeps at most. */
  | {
      readonly kind: "quotaExceeded";
      readonly used: number;
      readonly size: number;
      readonly limit: number;
    }
);

export type UploadWarning = { readonly severity: "warning" } &
  /** The text is not UTF-8: the platform may read something else. */
  (
    | { readonly kind: "notUtf8" }
    /** The length of the audio could not be told. */
    | { readonly kind: "durationUnknown" }
    /** The content does not begin like `extension`; `content` is what it begins like, if that is known. */
    | { readonly kind: "contentMismatch"; readonly extension: string; readonly content: string | undefined }
    /** Files of the same name, size and purpose are on the platform already. */
    | { readonly kind: "alreadyThere"; readonly ids: readonly FileId[] }
  );

/** Whether a problem keeps the file from being sent. */
export function isObjection(problem: UploadProblem): problem is UploadObjection {
  return problem.severity === "error";
}
