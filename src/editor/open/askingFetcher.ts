import * as vscode from "vscode";
import { displayText } from "../../shared/displayText.ts";
import { isCancellation } from "../../shared/cancellation.ts";
import type { Formats } from "../../shared/format.ts";
import type { CachedContent, NamedFile } from "../../transfer/cache/contentCache.ts";
import type { DownloadProgress } from "../../transfer/download/downloadJob.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { showErrorText } from "../errorText.ts";
import type { FetchTerms, FileContents } from "../fileSystem/fileContents.ts";
import { LargeFileError } from "../fileSystem/largeFileError.ts";
import { withCancelIfSlow, type ProgressStep } from "../progress.ts";
import type { Retriever } from "../retrieve/retriever.ts";
import { askAbove } from "../settings.ts";
import { RetrieveCostsError } from "../transfers/retrieveCostsError.ts";
import { askToFetch, type FetchDemand } from "./askToFetch.ts";
import { fetchErrorText } from "./fetchErrorText.ts";
import { linkPrice } from "./linkPrice.ts";

interface FetcherParts {
  readonly store: ConnectionStore;
  readonly retriever: Retriever;
  readonly contents: FileContents;
  /** Bytes, where the catalog knows them. */
  readonly sizeOf: (file: NamedFile) => number | undefined;
  readonly formats: Formats;
}

/** Fetches files for the user to see: asks where that costs money or is large, shows progress, explains failures. */
export class AskingFetcher {
  readonly #parts: FetcherParts;

  constructor(parts: FetcherParts) {
    this.#parts = parts;
  }

  /** Whether the file can be had now without money: it is here, or a link is at hand, or calls are free. */
  async isFree(file: NamedFile): Promise<boolean> {
    return this.#price(file) === undefined || (await this.#parts.contents.cached(file)) !== undefined;
  }

  /** The content; `undefined` if the user went away, or was told why it cannot be had. */
  async get(file: NamedFile, signal?: AbortSignal): Promise<CachedContent | undefined> {
    const { contents, store, formats } = this.#parts;
    try {
      return (await contents.cached(file)) ?? (await this.#fetchAsking(file, signal));
    } catch (error) {
      if (!isCancellation(error)) {
        showErrorText(fetchErrorText(error, store.find(file.connectionId), formats));
      }
      return undefined;
    }
  }

  /** The content, fetched without a question: rejects where there would have to be one. */
  getUnasked(file: NamedFile): Promise<CachedContent> {
    return this.#fetch(file, { limit: askAbove(), mayPay: false });
  }

  async #fetchAsking(file: NamedFile, signal: AbortSignal | undefined): Promise<CachedContent | undefined> {
    const size = this.#parts.sizeOf(file);
    let demand: FetchDemand = {
      size: size !== undefined && size > askAbove() ? size : undefined,
      dollars: this.#price(file),
    };
    for (;;) {
      const isAsked = demand.size !== undefined || demand.dollars !== undefined;
      if (isAsked && !(await askToFetch(file, demand, this.#parts.formats))) {
        return undefined;
      }
      const terms = {
        limit: demand.size === undefined ? askAbove() : Infinity,
        mayPay: demand.dollars !== undefined,
      };
      try {
        return await this.#fetch(file, terms, signal);
      } catch (error) {
        // Only on the way it turned out to be large, or the link that was at hand to be dead.
        if (LargeFileError.is(error) && demand.size === undefined) {
          // A link that was paid for meanwhile is not paid for twice.
          demand = { size: error.size, dollars: this.#price(file) };
        } else if (RetrieveCostsError.is(error) && demand.dollars === undefined) {
          demand = { ...demand, dollars: error.dollars };
        } else {
          throw error;
        }
      }
    }
  }

  #fetch(file: NamedFile, terms: FetchTerms, signal?: AbortSignal): Promise<CachedContent> {
    const title = vscode.l10n.t("Fetching {0}", displayText(file.name));
    return withCancelIfSlow(title, (cancelled, report) =>
      this.#parts.contents.fetch(
        file,
        terms,
        signal === undefined ? cancelled : AbortSignal.any([signal, cancelled]),
        progressSteps(report, this.#parts.formats),
      ),
    );
  }

  /** US dollars that a link for the file costs now; `undefined` where it is free. */
  #price(file: NamedFile): number | undefined {
    const connection = this.#parts.store.find(file.connectionId);
    const dollars = connection && linkPrice(this.#parts.retriever, connection, file.fileId);
    return dollars === 0 ? undefined : dollars;
  }
}

/** Turns what the engine tells into steps of a notification. */
function progressSteps(
  report: (step: ProgressStep) => void,
  formats: Formats,
): (progress: DownloadProgress) => void {
  let shown = 0;
  return ({ received, total }) => {
    if (total === undefined || total === 0) {
      report({ message: formats.bytes(received) });
      return;
    }
    const percent = (received / total) * 100;
    report({
      message: vscode.l10n.t("{0} of {1}", formats.bytes(received), formats.bytes(total)),
      increment: Math.max(0, percent - shown),
    });
    shown = Math.max(shown, percent);
  };
}
