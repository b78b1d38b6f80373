import * as vscode from "vscode";
import { isCancellation } from "../../shared/cancellation.ts";
import { displayText, pickText } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import { freeName, splitName } from "../../shared/localName.ts";
import { extractTar, type ArchiveEntry } from "../../transfer/archive/tarArchive.ts";
import type { CachedContent, NamedFile } from "../../transfer/cache/contentCache.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { showErrorText } from "../errorText.ts";
import type { ArchiveContents } from "../fileSystem/archiveContents.ts";
import { uriOf } from "../fileUri.ts";
import { goOn } from "../goOn.ts";
import { withCancelIfSlow } from "../progress.ts";
import { askFolder } from "../transfers/destination.ts";
import { revealFile } from "../transfers/revealFile.ts";
import { fetchErrorText } from "./fetchErrorText.ts";
import { fillFolder } from "./fillFolder.ts";

interface ArchivePickerParts {
  readonly archives: ArchiveContents;
  readonly store: ConnectionStore;
  readonly formats: Formats;
  /** The extension's own folder on disk. */
  readonly storage: string;
}

interface EntryItem extends vscode.QuickPickItem {
  /** Absent for the item that extracts everything. */
  readonly entry?: ArchiveEntry;
}

/** Shows what is in an archive: each file can be opened in place, and all can be extracted. */
export class ArchivePicker {
  readonly #parts: ArchivePickerParts;

  constructor(parts: ArchivePickerParts) {
    this.#parts = parts;
  }

  /** Lists the files of an archive and opens the one that is chosen. */
  async pick(archive: NamedFile, content: CachedContent): Promise<void> {
    await this.#explained(archive, async () => {
      const entries = await this.#parts.archives.list(content);
      const picked = await vscode.window.showQuickPick(this.#items(entries), {
        title: displayText(archive.name),
        placeHolder: vscode.l10n.t("Open which file of the archive?"),
        matchOnDescription: true,
      });
      if (picked?.entry !== undefined) {
        const uri = uriOf(archive, picked.entry.segments);
        await vscode.commands.executeCommand("vscode.open", uri, { preview: true });
      } else if (picked !== undefined) {
        await this.extract(archive, content);
      }
    });
  }

  /** Extracts an archive into a new folder, in a folder that the user chooses. */
  async extract(archive: NamedFile, content: CachedContent): Promise<void> {
    await this.#explained(archive, async () => {
      const parent = await askFolder({
        button: vscode.l10n.t("Extract Here"),
        title: vscode.l10n.t("Choose a folder for the archive's files"),
      });
      if (parent === undefined) {
        return;
      }
      const taken = await vscode.workspace.fs.readDirectory(parent);
      const name = freeName(
        splitName(archive.name).stem,
        taken.map(([entry]) => entry),
      );
      const { storage } = this.#parts;
      const { folder, filled } = await withCancelIfSlow(
        vscode.l10n.t("Extracting {0}", displayText(archive.name)),
        (signal) => fillFolder({ parent, name, storage }, (place) => extractTar(content.path, place, signal)),
      );
      goOn(this.#tellExtracted(folder, filled));
    });
  }

  #items(entries: readonly ArchiveEntry[]): readonly EntryItem[] {
    return [
      ...entries.map((entry): EntryItem => ({
        label: pickText(entry.segments.at(-1) ?? ""),
        iconPath: vscode.ThemeIcon.File,
        description: [
          this.#parts.formats.bytes(entry.size),
          ...entry.segments.slice(0, -1).map(pickText),
        ].join(" · "),
        entry,
      })),
      { label: "", kind: vscode.QuickPickItemKind.Separator },
      { label: vscode.l10n.t("Extract To…"), iconPath: new vscode.ThemeIcon("desktop-download") },
    ];
  }

  async #tellExtracted(folder: vscode.Uri, entries: readonly ArchiveEntry[]): Promise<void> {
    const reveal = vscode.l10n.t("Reveal");
    const chosen = await vscode.window.showInformationMessage(
      entries.length === 1
        ? vscode.l10n.t("Extracted 1 file.")
        : vscode.l10n.t("Extracted {0} files.", entries.length),
      reveal,
    );
    const [first] = entries;
    if (chosen === reveal && first !== undefined) {
      await revealFile(vscode.Uri.joinPath(folder, ...first.segments));
    }
  }

  async #explained(archive: NamedFile, work: () => Promise<void>): Promise<void> {
    const { store, formats } = this.#parts;
    try {
      await work();
    } catch (error) {
      if (isCancellation(error)) {
        return;
      }
      showErrorText(fetchErrorText(error, store.find(archive.connectionId), formats));
    }
  }
}
