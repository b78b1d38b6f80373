import type { Http, HttpRequest } from "../../http/http.ts";
import type { DownloadLink } from "../../platform/fileRecord.ts";
import type { Clock } from "../../shared/clock.ts";
import type { Log } from "../../shared/log.ts";
import type { DownloadLimits } from "./downloadLimits.ts";
import type { Validator } from "./validator.ts";

/** The links of one retrieve call. */
export interface FreshLinks {
  readonly link: DownloadLink | undefined;
  readonly backupLink: DownloadLink | undefined;
}

/** Where a file's bytes come from. Tried in this order: link, backup link, content endpoint. */
export interface DownloadSource {
  /** A link that is already known, perhaps an old one; without it the first step is `refreshLink`. */
  readonly link?: DownloadLink | undefined;
  readonly backupLink?: DownloadLink | undefined;
  /**
   * Retrieves the file's record again for freshly signed links. Costs money on some providers: it is called
   * when the server refuses the current link, at most three times without progress in between. What it rejects
   * with, other than a `NetworkError`, ends the download.
   */
  refreshLink(signal: AbortSignal): Promise<FreshLinks>;
  /** The platform's own endpoint for the bytes, where the provider has one. Carries the key. */
  readonly contentRequest?: (() => HttpRequest) | undefined;
}

/** One file to fetch. */
export interface DownloadJob {
  /** Absolute path of the file to make. Its folder is created if it is missing. */
  readonly target: string;
  /** Names the remote file for ever, such as connection and file id: partial data belongs to it alone. */
  readonly identity: string;
  /** Bytes; `undefined` where the platform does not say (api.md 2: `bytes` is 0 for generated files). */
  readonly expectedSize: number | undefined;
  /** `fail`: an existing target is never touched. `replace`: it is replaced in one step, at the very end. */
  readonly conflict: "fail" | "replace";
  readonly source: DownloadSource;
  /** The most connections at a time for this file, 1 to 8. */
  readonly maxConnections: number;
}

/** The world, as a download sees it. */
export interface DownloadDeps {
  /** For links: has no key and no header of ours. */
  readonly linkHttp: Http;
  /** For the content endpoint. */
  readonly apiHttp: Http;
  readonly clock: Clock;
  /** A number from 0 up to, but not including, 1. */
  readonly random: () => number;
  readonly log: Log;
  /** Aborting it stops the download, keeps what was received, and rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
  /** For tests; see `downloadLimits.ts`. */
  readonly limits?: Partial<DownloadLimits>;
}

/** How a download stands. Told at every change of phase and four times a second in between. */
export interface DownloadProgress {
  /** `waiting`: between two tries. `verifying`: everything is here and is being flushed and checked. */
  readonly phase: "waiting" | "connecting" | "receiving" | "verifying" | "committing";
  /** Bytes on disk. Falls when the content changed and the download starts over. */
  readonly received: number;
  /** Bytes; `undefined` as long as nobody has told. */
  readonly total: number | undefined;
  readonly connections: number;
  /** Tries that failed so far. */
  readonly retries: number;
}

/** A file that has arrived whole, under its final name, on the disk. */
export interface DownloadResult {
  readonly target: string;
  readonly bytes: number;
  readonly validator: Validator;
  /** Milliseconds, waiting included. */
  readonly duration: number;
  /** Calls of `refreshLink`. */
  readonly refreshed: number;
  /** Bytes that an earlier, interrupted download had left. */
  readonly resumedFrom: number;
}
