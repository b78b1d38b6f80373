import * as vscode from "vscode";
import { purposeFacts } from "../../platform/purposes.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { fileScheme, fileUri } from "../fileUri.ts";
import { purposeName } from "../purposeText.ts";
import type { DroppedFiles } from "./droppedFiles.ts";
import type { FilesTree } from "./filesTree.ts";
import { dragMimeTypes, dropMimeTypes, ownRows, uriList } from "./mimeTypes.ts";
import { isFile, type FilesNode } from "./treeNodes.ts";

/**
 * Rows out: as URIs of our file system, so that VS Code opens them in an editor. (Its Explorer refuses the rows of any
 * other tree: `downloadHere` stands in its menu instead.) Files in: an upload with the purpose of the group on which they are dropped.
 */
export class FilesDragAndDrop implements vscode.TreeDragAndDropController<FilesNode> {
  readonly dragMimeTypes = dragMimeTypes;
  readonly dropMimeTypes = dropMimeTypes;
  readonly #store: ConnectionStore;
  readonly #tree: FilesTree;
  readonly #upload: (
    connection: Connection,
    uris: readonly vscode.Uri[],
    purpose: string | undefined,
  ) => Promise<void>;
  readonly #dropped: DroppedFiles;

  constructor(parts: {
    store: ConnectionStore;
    tree: FilesTree;
    /** Asks for the purpose where none is given. */
    upload: (
      connection: Connection,
      uris: readonly vscode.Uri[],
      purpose: string | undefined,
    ) => Promise<void>;
    dropped: DroppedFiles;
  }) {
    this.#store = parts.store;
    this.#tree = parts.tree;
    this.#upload = parts.upload;
    this.#dropped = parts.dropped;
  }

  handleDrag(source: readonly FilesNode[], transfer: vscode.DataTransfer): void {
    const uris = source.filter(isFile).flatMap((node) => {
      const entry = this.#tree.entry(node);
      return entry === undefined ? [] : [fileUri(node.connectionId, entry.record).toString()];
    });
    transfer.set(uriList, new vscode.DataTransferItem(uris.join("\r\n")));
    transfer.set(ownRows, new vscode.DataTransferItem(source));
  }

  async handleDrop(
    target: FilesNode | undefined,
    transfer: vscode.DataTransfer,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const uris = await this.#dropped.of(transfer);
    try {
      if (!token.isCancellationRequested) {
        await this.#take(target, transfer, uris);
      }
    } finally {
      await this.#dropped.release(uris);
    }
  }

  async #take(
    target: FilesNode | undefined,
    transfer: vscode.DataTransfer,
    uris: readonly vscode.Uri[],
  ): Promise<void> {
    if (transfer.get(ownRows) !== undefined || uris.some(({ scheme }) => scheme === fileScheme)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          "The platform cannot change a file's purpose or move it. Download the file and upload it again with the other purpose.",
        ),
      );
      return;
    }
    const connection = target === undefined ? this.#store.active : this.#store.find(target.connectionId);
    const purpose = target && this.#purposeOf(target);
    if (connection === undefined || uris.length === 0) {
      return;
    }
    if (purpose !== undefined && purposeFacts(purpose)?.upload === "no") {
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          "Files cannot be uploaded as {0}: only the platform makes these. Drop them on another group, or between the groups to choose a purpose.",
          purposeName(purpose),
        ),
      );
      return;
    }
    await this.#upload(connection, uris, purpose);
  }

  /** The purpose that a row stands for: that of its group, where files are grouped by purpose. */
  #purposeOf(node: FilesNode): string | undefined {
    if (node.kind === "connection" || node.kind === "state") {
      return undefined;
    }
    const tree = this.#tree.tree(node.connectionId);
    const element = node.kind === "group" ? node : tree?.parent(node);
    const group = element && tree?.group(element.id);
    return group?.groupBy === "purpose" && group.key !== "" ? group.key : undefined;
  }
}
