import type { CatalogEntry } from "../catalog/catalogEntry.ts";
import type { FileId, FileRecord, RetrievedFile } from "../platform/fileRecord.ts";
import { CancelledError, untilAborted } from "../shared/cancellation.ts";
import { freeName, nameFromPattern } from "../shared/localName.ts";
import { batchEnd } from "../transfer/queue/batch.ts";
import type { TransferJob, TransferResult } from "../transfer/queue/transfer.ts";
import type { Connection } from "./connections/connection.ts";
import type { ConnectionStore } from "./connections/connectionStore.ts";
import type { FileLibrary } from "./explorer/fileLibrary.ts";
import type { Platforms } from "./platforms.ts";
import type { Retriever } from "./retrieve/retriever.ts";
import { downloadNaming } from "./settings.ts";
import { diskPlace } from "./transfers/downloadPlaces.ts";
import type { TransferFailureText } from "./transfers/failureText.ts";
import { namesOnTheWay } from "./transfers/planDownloads.ts";
import type { Transfers } from "./transfers/transfers.ts";

interface FileOperationsParts {
  readonly store: ConnectionStore;
  readonly platforms: Platforms;
  readonly library: FileLibrary;
  readonly retriever: Retriever;
  readonly transfers: Transfers;
  readonly describeFailure: TransferFailureText;
}

/** A transfer of a program's failed; `message` says why and what to do, in the user's language. */
export class TransferFailedError extends Error {
  override readonly name = "TransferFailedError";

  static is(error: unknown): error is TransferFailedError {
    return error instanceof Error && error.name === "TransferFailedError";
  }
}

/**
 * What programs may do with files: agents through the language-model tools, other extensions through the public API.
 * Nothing here asks the user; callers do, before what spends or writes. Errors are the floors' own.
 */
export class FileOperations {
  readonly platforms: Platforms;
  readonly #parts: FileOperationsParts;

  constructor(parts: FileOperationsParts) {
    this.#parts = parts;
    this.platforms = parts.platforms;
  }

  get connections(): readonly Connection[] {
    return this.#parts.store.all;
  }

  /** A connection by its id or its name; the active one if none is named. */
  connection(named: string | undefined): Connection | undefined {
    const { store } = this.#parts;
    return named === undefined
      ? store.active
      : (store.find(named) ?? store.all.find(({ name }) => name === named));
  }

  /** What is known of a file, without a call. */
  known(connection: Connection, id: FileId): CatalogEntry | undefined {
    return this.#parts.library.find(connection.id)?.catalog.get(id);
  }

  /**
   * Lists anew where the provider has a list, which is free, and adds what is remembered; the newest first. The view
   * shares the call, so that `signal` ends the waiting alone.
   */
  async list(connection: Connection, signal = new AbortController().signal): Promise<readonly FileRecord[]> {
    const files = this.#parts.library.of(connection);
    await untilAborted(files.refresh(), signal);
    if (files.listingState.kind === "failed") {
      throw files.listingState.error;
    }
    const records = [...files.catalog.values()].map(({ record }) => record);
    return records.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
  }

  /** One call, paid where the provider charges. */
  retrieve(connection: Connection, id: FileId, signal?: AbortSignal): Promise<RetrievedFile> {
    return this.#parts.retriever.retrieve(connection, id, signal && { signal });
  }

  /** True where a link of this session still works, so that a download needs no call. */
  hasLink(connection: Connection, id: FileId): boolean {
    return this.#parts.retriever.lastLive(connection, id) !== undefined;
  }

  /** Downloads a file into a folder, through the queue that the user sees. A name that is taken is not overwritten. */
  async download(
    connection: Connection,
    id: FileId,
    folder: string,
    signal?: AbortSignal,
  ): Promise<Extract<TransferResult, { kind: "download" }>> {
    const named = this.known(connection, id)?.record;
    const record =
      named === undefined || named.filename === ""
        ? (await this.#answer(connection, id, signal)).file
        : named;
    const place = await diskPlace(folder);
    const { transfers } = this.#parts.transfers.queue;
    const promised = namesOnTheWay({ connectionId: connection.id, fileId: id }, place, transfers);
    const name = freeName(nameFromPattern(downloadNaming(), record), [...place.taken, ...promised]);
    const result = await this.#run(
      {
        kind: "download",
        connectionId: connection.id,
        fileId: id,
        filename: record.filename,
        purpose: record.purpose === "" ? undefined : record.purpose,
        size: record.size,
        ...place.placeOf(name),
        conflict: "fail",
      },
      signal,
    );
    if (result.kind !== "download") {
      throw new Error("A download ended as something else");
    }
    return result;
  }

  /** Uploads a local file, through the queue that the user sees. */
  async upload(
    connection: Connection,
    file: { readonly path: string; readonly filename: string; readonly purpose: string },
    signal?: AbortSignal,
  ): Promise<FileId> {
    const result = await this.#run({ kind: "upload", connectionId: connection.id, ...file }, signal);
    if (result.kind !== "upload") {
      throw new Error("An upload ended as something else");
    }
    await this.#parts.library.of(connection).refresh();
    return result.fileId;
  }

  /** That of this session while its link works, as `hasLink` promises: no call then. */
  async #answer(connection: Connection, id: FileId, signal?: AbortSignal): Promise<RetrievedFile> {
    return this.#parts.retriever.lastLive(connection, id) ?? this.retrieve(connection, id, signal);
  }

  async #run(job: TransferJob, signal = new AbortController().signal): Promise<TransferResult> {
    const { queue } = this.#parts.transfers;
    signal.throwIfAborted();
    const id = queue.add(job);
    const cancel = (): void => {
      queue.cancel(id);
    };
    signal.addEventListener("abort", cancel, { once: true });
    try {
      const { done, failed } = await batchEnd(queue, [id], signal);
      const [ended] = done;
      if (ended?.state.kind === "done") {
        return ended.state.result;
      }
      const [failure] = failed;
      if (failure?.state.kind !== "failed") {
        throw new CancelledError("The transfer was cancelled");
      }
      const { message, remedy } = this.#parts.describeFailure(failure.state.failure, job);
      throw new TransferFailedError([message, remedy].filter((text) => text !== "").join(" "));
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  }
}
