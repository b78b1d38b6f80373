import { DownloadError } from "./download/downloadError.ts";
import type { DownloadReason } from "./download/downloadError.ts";

const reasons: Readonly<Record<string, DownloadReason>> = {
  ENOSPC: "noSpace",
  EDQUOT: "noSpace",
  EROFS: "readOnly",
  EACCES: "readOnly",
  EPERM: "readOnly",
  ELOOP: "unsafePath",
};

/** The system's code of an error, such as `ENOENT`; `undefined` if it has none. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Turns a failure of the file system into a typed one. Other errors pass as they are. */
export function toFileError(error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || DownloadError.is(error)) {
    return error;
  }
  // The system's message holds the path, which is the user's own: fit for the log, not needed here.
  return new DownloadError(reasons[code] ?? "ioFailure", `File system error ${code}`, { code, cause: error });
}
