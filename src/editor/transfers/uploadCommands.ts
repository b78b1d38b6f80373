import * as vscode from "vscode";
import type { GroupElement } from "../../catalog/treeElements.ts";
import type { HandlersFor } from "../commands.ts";
import { connectionFor } from "../connections/connectionCommands.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import type { FilesView } from "../explorer/filesView.ts";
import { isGroup, type OwnNodes } from "../explorer/treeNodes.ts";
import type { FilesTree } from "../explorer/filesTree.ts";
import { commandIds } from "../ids.ts";
import type { Platforms } from "../platforms.ts";
import { askFiles, uploadFiles, type UploadContext } from "./uploadCommand.ts";
import { uploadsOffered } from "./uploadsOffered.ts";

interface UploadCommandParts {
  readonly store: ConnectionStore;
  readonly platforms: Platforms;
  readonly tree: FilesTree;
  readonly view: FilesView;
  readonly own: OwnNodes;
  readonly uploads: UploadContext;
}

/** "Upload…": from the palette and the view, from files in VS Code's Explorer, and from a group, whose purpose is taken. */
export function uploadCommands(parts: UploadCommandParts): HandlersFor<"upload" | "uploadToGroup"> {
  const upload = async (
    group: GroupElement | undefined,
    files: readonly vscode.Uri[] | undefined,
  ): Promise<void> => {
    const connection = await connectionFor(parts.store, group?.connectionId);
    if (connection === undefined || !uploadsOffered(parts.platforms, connection)) {
      return;
    }
    const model = group && parts.tree.tree(group.connectionId)?.group(group.id);
    const purpose = model?.groupBy === "purpose" && model.key !== "" ? model.key : undefined;
    await uploadFiles(parts.uploads, connection, files ?? (await askFiles()), purpose);
  };
  return {
    // VS Code hands the focused row to commands of the view's title too: its purpose was not chosen.
    [commandIds.upload]: (...[first, second]: unknown[]) =>
      upload(undefined, first instanceof vscode.Uri ? urisOf(first, second) : undefined),
    [commandIds.uploadToGroup]: async (...args: unknown[]) => {
      // The clicked row alone: a file has one purpose, whatever else is selected.
      const group = parts.own.ofCommand(args.slice(0, 1), []).find(isGroup);
      if (group !== undefined) {
        await upload(group, undefined);
      }
    },
  };
}

/** What VS Code's Explorer hands over: the clicked file, and all that are selected with it. */
function urisOf(clicked: vscode.Uri, selected: unknown): readonly vscode.Uri[] {
  const uris = Array.isArray(selected) ? selected.filter((uri) => uri instanceof vscode.Uri) : [];
  return uris.length === 0 ? [clicked] : uris;
}
