import * as vscode from "vscode";
import { CancelledError } from "../../shared/cancellation.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import type { NamedFile } from "../../transfer/cache/contentCache.ts";
import { uriOf } from "../fileUri.ts";
import { goOn } from "../goOn.ts";
import type { ArchivePicker } from "./archivePicker.ts";
import type { AskingFetcher } from "./askingFetcher.ts";
import { viewerOf } from "./editorChoice.ts";
import type { ExternalOpener } from "./externalOpener.ts";
import type { SilentVideoNotice } from "./silentVideoNotice.ts";

interface FileOpenerParts {
  readonly fetcher: AskingFetcher;
  readonly archives: ArchivePicker;
  readonly external: ExternalOpener;
  readonly silentVideo: SilentVideoNotice;
  readonly showMetadata: (file: FileRef) => Promise<void>;
}

/** Opens files in the editor that fits them. */
export class FileOpener {
  readonly #parts: FileOpenerParts;
  #looking: AbortController | undefined;

  constructor(parts: FileOpenerParts) {
    this.#parts = parts;
  }

  /**
   * A click or Enter on a row: a look at the file, in a tab that the next look takes over. Never spends money, and
   * never ends in an editor that can show nothing: such files show their metadata. A later look ends an earlier one.
   */
  async look(file: NamedFile): Promise<void> {
    this.#looking?.abort(new CancelledError());
    const controller = new AbortController();
    this.#looking = controller;
    const { fetcher, showMetadata } = this.#parts;
    const mayShow = viewerOf(file.name) !== "elsewhere" && (await fetcher.isFree(file));
    if (controller.signal.aborted) {
      return;
    }
    if (!mayShow) {
      await showMetadata(file);
      return;
    }
    await this.#show(file, { preview: true, preserveFocus: true }, controller.signal);
  }

  /** The command: asks where the file is large or costs money, and opens it to stay. */
  async open(file: NamedFile): Promise<void> {
    if (viewerOf(file.name) === "elsewhere") {
      goOn(this.#parts.external.offer(file));
    } else {
      await this.#show(file, { preview: false });
    }
  }

  async #show(file: NamedFile, options: vscode.TextDocumentShowOptions, signal?: AbortSignal): Promise<void> {
    const content = await this.#parts.fetcher.get(file, signal);
    if (content === undefined || signal?.aborted === true) {
      return;
    }
    if (viewerOf(file.name) === "archive") {
      await this.#parts.archives.pick(file, content);
      return;
    }
    await vscode.commands.executeCommand("vscode.open", uriOf(file), options);
    goOn(this.#parts.silentVideo.tell(file));
  }
}
