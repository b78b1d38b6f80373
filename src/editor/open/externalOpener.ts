import * as vscode from "vscode";
import { displayText } from "../../shared/displayText.ts";
import type { NamedFile } from "../../transfer/cache/contentCache.ts";
import { goOn } from "../goOn.ts";
import type { AskingFetcher } from "./askingFetcher.ts";
import { isSafeToHandOver } from "./editorChoice.ts";

interface ExternalOpenerParts {
  readonly fetcher: AskingFetcher;
  readonly download: (file: NamedFile) => Promise<void>;
}

/** Hands files to other programs of this machine. */
export class ExternalOpener {
  readonly #parts: ExternalOpenerParts;

  constructor(parts: ExternalOpenerParts) {
    this.#parts = parts;
  }

  /**
   * Opens a file in the program that the system has for it. Where there is none in reach, or the file could be a
   * program itself, a download is offered; the answer is not waited for.
   */
  async open(file: NamedFile): Promise<void> {
    const obstacle = obstacleOf(file);
    if (obstacle !== undefined) {
      goOn(this.#offerDownload(file, obstacle));
      return;
    }
    const content = await this.#parts.fetcher.get(file);
    if (content !== undefined && !(await vscode.env.openExternal(vscode.Uri.file(content.path)))) {
      const reason = vscode.l10n.t("No program on this machine opened “{0}”.", displayText(file.name));
      goOn(this.#offerDownload(file, reason));
    }
  }

  /** For a file that no editor here can show. Waits for the answer. */
  async offer(file: NamedFile): Promise<void> {
    const text = vscode.l10n.t("There is no editor for “{0}” here.", displayText(file.name));
    if (obstacleOf(file) !== undefined) {
      await this.#offerDownload(file, text);
      return;
    }
    const externally = vscode.l10n.t("Open Externally");
    const download = vscode.l10n.t("Download");
    const chosen = await vscode.window.showInformationMessage(text, externally, download);
    if (chosen === externally) {
      await this.open(file);
    } else if (chosen === download) {
      await this.#parts.download(file);
    }
  }

  async #offerDownload(file: NamedFile, reason: string): Promise<void> {
    const download = vscode.l10n.t("Download");
    if ((await vscode.window.showInformationMessage(reason, download)) === download) {
      await this.#parts.download(file);
    }
  }
}

/** Why a file cannot be handed to another program; `undefined` if it can. */
function obstacleOf({ name }: NamedFile): string | undefined {
  if (vscode.env.remoteName !== undefined) {
    return vscode.l10n.t(
      "“{0}” cannot be opened externally: the programs of your own machine do not see the files of {1}.",
      displayText(name),
      vscode.env.remoteName,
    );
  }
  return isSafeToHandOver(name)
    ? undefined
    : vscode.l10n.t(
        "“{0}” could be a program or a page with scripts, so it is not opened externally.",
        displayText(name),
      );
}
