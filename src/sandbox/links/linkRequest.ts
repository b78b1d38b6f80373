import type { StoredFile } from "../store/storedFile.ts";

/** A validated request for a file's bytes; faults change it before it is answered. */
export interface LinkRequest {
  readonly file: StoredFile;
  /** The headers as sent. */
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly etag: "strong" | "weak" | "none";
  /** `seen`: other bytes, other validators. `silent`: other bytes under the same ones. */
  readonly changed: "no" | "seen" | "silent";
  /** By how many bytes the object is longer than the file. */
  readonly resizedBy: number;
}
