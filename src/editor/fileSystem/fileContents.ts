import * as vscode from "vscode";
import { CancelledError } from "../../shared/cancellation.ts";
import type { Disposable } from "../../shared/disposable.ts";
import { SharedWork } from "../../shared/sharedWork.ts";
import type { CachedContent, ContentCache, NamedFile } from "../../transfer/cache/contentCache.ts";
import { DownloadError } from "../../transfer/download/downloadError.ts";
import type { DownloadProgress } from "../../transfer/download/downloadJob.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { cacheSize } from "../settings.ts";
import { ConnectionGoneError } from "../transfers/connectionGoneError.ts";
import { downloadFile, type DownloadWorld, type FileDownload } from "../transfers/downloadFile.ts";
import { LargeFileError } from "./largeFileError.ts";

/** What may be done to get a file. */
export interface FetchTerms {
  /** Bytes: a larger file rejects with `LargeFileError` as soon as its size is known. */
  readonly limit: number;
  /** Whether a call may be made that costs money. */
  readonly mayPay: boolean;
}

interface FetchManner extends Pick<FileDownload, "mayPay" | "signal" | "onProgress"> {
  /** Whether the file has gone from the platform since it was asked for: nothing may bring it back then. */
  readonly wasRemoved: () => boolean;
}

export interface FileContentsParts extends DownloadWorld {
  readonly store: ConnectionStore;
  readonly cache: ContentCache;
  /** Bytes, where the catalog knows them. */
  readonly sizeOf: (file: NamedFile) => number | undefined;
}

/** How long to wait before looking again, such as for another window that is fetching the same file: milliseconds. */
const nextLook = 500;

/** The contents of platform files on this disk: fetched once, whole and verified, then served from the cache. */
export class FileContents implements Disposable {
  readonly #parts: FileContentsParts;
  readonly #fetches = new SharedWork<CachedContent, DownloadProgress>();
  readonly #fetched = new vscode.EventEmitter<NamedFile>();
  /** How often the file of a path has gone from the platform. A later one of the same id is a file like any other. */
  readonly #removals = new Map<string, number>();

  /** A file has arrived in the cache. */
  readonly onDidFetch = this.#fetched.event;

  constructor(parts: FileContentsParts) {
    this.#parts = parts;
  }

  /** The content, if it is here; no call. */
  async cached(file: NamedFile): Promise<CachedContent | undefined> {
    const { cache, sizeOf } = this.#parts;
    const content = await cache.find(file, sizeOf(file));
    if (content !== undefined) {
      await cache.touch(content);
    }
    return content;
  }

  /**
   * The content, from the cache or else from the platform. Whoever asks for the same file at the same time shares one
   * download; it stops when the last one has gone away, and goes on from there the next time.
   *
   * Rejects as `downloadFile` does, with `LargeFileError`, `ConnectionGoneError` or the signal's reason.
   */
  async fetch(
    file: NamedFile,
    terms: FetchTerms,
    signal: AbortSignal,
    onProgress: (progress: DownloadProgress) => void,
  ): Promise<CachedContent> {
    const { store, cache, sizeOf } = this.#parts;
    const path = cache.pathOf(file);
    const removals = this.#removals.get(path);
    const wasRemoved = (): boolean => this.#removals.get(path) !== removals;
    const known = await this.cached(file);
    if (known !== undefined) {
      return known;
    }
    const connection = store.find(file.connectionId);
    if (connection === undefined) {
      throw new ConnectionGoneError();
    }
    refuseLarge(sizeOf(file), terms);
    const tooLarge = new AbortController();
    const watch = (progress: DownloadProgress): void => {
      try {
        refuseLarge(progress.total, terms);
        onProgress(progress);
      } catch (error) {
        tooLarge.abort(error);
      }
    };
    return this.#fetches.run(
      // Those who may not pay must not spoil it for those who may.
      JSON.stringify([path, terms.mayPay]),
      AbortSignal.any([signal, tooLarge.signal]),
      watch,
      (shared, report) => {
        const how = { mayPay: terms.mayPay, signal: shared, onProgress: report, wasRemoved };
        return this.#download(connection, file, how);
      },
    );
  }

  /** Removes the content of files that are gone from the platform. */
  remove(files: readonly NamedFile[]): Promise<void> {
    const { cache } = this.#parts;
    for (const path of files.map((file) => cache.pathOf(file))) {
      this.#removals.set(path, (this.#removals.get(path) ?? 0) + 1);
    }
    return cache.remove(files);
  }

  /** Empties the cache. @returns bytes that were freed */
  clear(): Promise<number> {
    return this.#parts.cache.clear();
  }

  dispose(): void {
    this.#fetched.dispose();
  }

  async #download(connection: Connection, file: NamedFile, how: FetchManner): Promise<CachedContent> {
    try {
      const content = await this.#bring(connection, file, how);
      if (how.wasRemoved()) {
        throw new CancelledError("The file was deleted while it was fetched");
      }
      this.#fetched.fire(file);
      return content;
    } finally {
      if (how.wasRemoved()) {
        await this.#parts.cache.remove([file]);
      }
    }
  }

  async #bring(connection: Connection, file: NamedFile, how: FetchManner): Promise<CachedContent> {
    const { cache, sizeOf, clock } = this.#parts;
    let beganAnew = false;
    for (;;) {
      try {
        const { target, bytes } = await downloadFile(this.#parts, connection, {
          fileId: file.fileId,
          target: cache.pathOf(file),
          size: sizeOf(file),
          conflict: "replace",
          ...how,
        });
        const content = { path: target, size: bytes };
        await cache.seal(content);
        await cache.trim(cacheSize(), content);
        return content;
      } catch (error) {
        // A cache that was emptied by hand can be filled again. What takes the file away each time does so for ever.
        if (DownloadError.is(error, "partialFileChanged") && !beganAnew) {
          beganAnew = true;
        } else if (!DownloadError.is(error, "lockedElsewhere")) {
          throw error;
        }
      }
      await clock.sleep(nextLook, how.signal);
      const content = await this.cached(file);
      if (content !== undefined) {
        return content;
      }
    }
  }
}

function refuseLarge(size: number | undefined, { limit }: FetchTerms): void {
  if (size !== undefined && size > limit) {
    throw new LargeFileError(size);
  }
}
