import * as vscode from "vscode";
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

/** "Upload…": from the palette, from a group (whose purpose is taken), and from files in VS Code's Explorer. */
export function uploadCommands(parts: UploadCommandParts): HandlersFor<"upload"> {
  return {
    [commandIds.upload]: async (...args: unknown[]) => {
      const [first, second] = args;
      const files = first instanceof vscode.Uri ? urisOf(first, second) : undefined;
      const [group] = files === undefined ? parts.own.ofCommand(args, []).filter(isGroup) : [];
      const connection = await connectionFor(parts.store, group?.connectionId);
      if (connection === undefined || !uploadsOffered(parts.platforms, connection)) {
        return;
      }
      const model = group && parts.tree.tree(group.connectionId)?.group(group.id);
      const purpose = model?.groupBy === "purpose" && model.key !== "" ? model.key : undefined;
      await uploadFiles(parts.uploads, connection, files ?? (await askFiles()), purpose);
    },
  };
}

/** What VS Code's Explorer hands over: the clicked file, and all that are selected with it. */
function urisOf(clicked: vscode.Uri, selected: unknown): readonly vscode.Uri[] {
  const uris = Array.isArray(selected) ? selected.filter((uri) => uri instanceof vscode.Uri) : [];
  return uris.length === 0 ? [clicked] : uris;
}
