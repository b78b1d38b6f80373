import type { HttpRequest, RequestBody } from "../http/http.ts";
import type { FileId, FileRecord, RetrievedFile } from "./fileRecord.ts";

/** Every operation takes these last. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** A file to upload: its bytes are pulled once, and never sent again without the user's word. */
export interface UploadRequest {
  readonly filename: string;
  readonly purpose: string;
  /** The multipart body, made by `src/transfer`. */
  readonly body: RequestBody;
}

/** How a task that ends in a file stands (api.md 6). */
export interface TaskState {
  readonly taskId: string;
  /** Read without case; `unknown` keeps the platform's word in `rawStatus` and goes on being polled. */
  readonly phase: "waiting" | "running" | "succeeded" | "failed" | "expired" | "unknown";
  readonly rawStatus: string;
  /** Present only after success. */
  readonly fileId: FileId | undefined;
  /** The platform's reason for a failure, where it gives one. */
  readonly failure: string | undefined;
  readonly raw: string;
  readonly requestId: string | undefined;
}

export type TaskKind = "video" | "speech";

/**
 * The platform's operations for one connection. All reject with `PlatformError`, `NetworkError` or the signal's
 * reason. Idempotent calls (list, retrieve, tasks) are tried again where that is safe; upload and delete never.
 */
export interface Platform {
  /** All files, or those of one purpose. Not paged: the platform has no paging. */
  list(options?: CallOptions & { readonly purpose?: string }): Promise<readonly FileRecord[]>;
  /** One file with a freshly signed link. Costs money on some providers: call it only on the user's word. */
  retrieve(id: FileId, options?: CallOptions): Promise<RetrievedFile>;
  /** The request for a file's bytes through the API itself, for the transfer engine to make; carries the key. */
  contentRequest(id: FileId): Promise<HttpRequest>;
  upload(upload: UploadRequest, options?: CallOptions): Promise<FileRecord>;
  /** `purpose` is documented as needed; pass it where it is known. */
  delete(id: FileId, purpose: string | undefined, options?: CallOptions): Promise<void>;
  /** `once`: a failure is not tried again at once, for a caller that asks again by a plan of its own. */
  queryTask(
    kind: TaskKind,
    taskId: string,
    options?: CallOptions & { readonly once?: boolean },
  ): Promise<TaskState>;
  /** Asks whether the key is accepted, without spending: list where there is one, `/v1/models` on a gateway. */
  validate(options?: CallOptions): Promise<void>;
}
