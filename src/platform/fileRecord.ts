import type { JsonObject } from "../shared/jsonValue.ts";

/** A platform id: an int64 in decimal digits, kept as text because it can exceed 2^53. */
export type FileId = string;

/** The platform's FileObject, as `list`, `retrieve` and `upload` answer it (api.md 2). */
export interface FileRecord {
  readonly id: FileId;
  readonly filename: string;
  /** As the platform spells it; unknown purposes are kept. */
  readonly purpose: string;
  /** Bytes; `undefined` where the platform says 0, which it does for generated files of any size. */
  readonly size: number | undefined;
  /** Unix seconds; `undefined` where absent. */
  readonly createdAt: number | undefined;
  /** Every other field of the answer, as received, the links excepted. */
  readonly extra: JsonObject;
}

/** Where a file's bytes can be had without a key, for a while. Never logged, stored or copied unasked. */
export interface DownloadLink {
  readonly url: URL;
  /** When the signature ends, Unix seconds; `undefined` where the URL does not say. */
  readonly expiresAt: number | undefined;
}

/** What one retrieve call told. */
export interface RetrievedFile {
  readonly file: FileRecord;
  /** Absent where the platform gave none, or one that no client may follow (see `linkRefused`). */
  readonly link: DownloadLink | undefined;
  /** A mirror of the same object, on another host. */
  readonly backupLink: DownloadLink | undefined;
  /** Why a link that was there is not followed, in English; `undefined` if nothing was refused. */
  readonly linkRefused: string | undefined;
  /** The body exactly as received. Contains signatures: show it, never log it. */
  readonly raw: string;
  readonly requestId: string | undefined;
  /** When the answer arrived, milliseconds since the Unix epoch. */
  readonly receivedAt: number;
}
