import * as vscode from "vscode";
import type { FileRef } from "../../shared/fileRef.ts";
import type { Formats } from "../../shared/format.ts";
import { DisposableStore, type Disposable } from "../../shared/disposable.ts";
import { ContentCache, type NamedFile } from "../../transfer/cache/contentCache.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import type { FileLibrary } from "../explorer/fileLibrary.ts";
import type { FilesNode, OwnNodes } from "../explorer/treeNodes.ts";
import { ArchiveContents } from "../fileSystem/archiveContents.ts";
import { FileContents } from "../fileSystem/fileContents.ts";
import { PlatformFileSystem, type FileReads } from "../fileSystem/platformFileSystem.ts";
import { namedFile } from "../fileUri.ts";
import { knownEntry } from "../knownEntry.ts";
import { downloadFiles, type DownloadContext } from "../transfers/downloadCommand.ts";
import type { DownloadWorld } from "../transfers/downloadFile.ts";
import { ArchivePicker } from "./archivePicker.ts";
import { AskingFetcher } from "./askingFetcher.ts";
import { ExternalOpener } from "./externalOpener.ts";
import { FileOpener } from "./fileOpener.ts";
import { openCommands } from "./openCommands.ts";
import { SilentVideoNotice } from "./silentVideoNotice.ts";
import { createUnaskedFetch } from "./unaskedFetch.ts";

interface OpeningParts {
  readonly world: DownloadWorld;
  readonly store: ConnectionStore;
  readonly library: FileLibrary;
  readonly own: OwnNodes;
  readonly selection: () => readonly FilesNode[];
  readonly downloads: DownloadContext;
  readonly showMetadata: (file: FileRef) => Promise<void>;
  readonly formats: Formats;
  readonly state: vscode.Memento;
  /** Where the cache is on disk. */
  readonly cacheFolder: vscode.Uri;
}

/** Everything that opens files: the file system, its cache, and the commands. */
export interface Opening extends Disposable {
  readonly commands: ReturnType<typeof openCommands>;
  /** What the file system answers. */
  readonly files: FileReads;
  /** Opens one file, as the command does. */
  readonly open: (file: FileRef) => Promise<void>;
  readonly openExternally: (file: FileRef) => Promise<void>;
  /** Files are gone from the platform: so are their contents here and, to VS Code, the files of its editors. */
  readonly noteDeleted: (gone: readonly NamedFile[]) => Promise<void>;
}

export function createOpening(parts: OpeningParts): Opening {
  const { world, store, library, formats } = parts;
  const owned = new DisposableStore();
  const entry = ({ connectionId, fileId }: FileRef) => library.find(connectionId)?.catalog.get(fileId);
  const sizeOf = (file: FileRef): number | undefined => entry(file)?.record.size;
  const cache = new ContentCache(parts.cacheFolder.fsPath, world.clock);
  const contents = owned.add(new FileContents({ ...world, store, cache, sizeOf }));
  const archives = new ArchiveContents();
  const fetcher = new AskingFetcher({ store, retriever: world.retriever, contents, sizeOf, formats });
  const fetchUnasked = createUnaskedFetch({ fetcher, store, formats });
  const files = owned.add(new PlatformFileSystem({ store, library, contents, archives, fetchUnasked }));

  const external = new ExternalOpener({
    fetcher,
    download: async (file) => {
      const known = entry(file);
      if (known !== undefined) {
        await downloadFiles(parts.downloads, [{ connectionId: file.connectionId, file: known.record }]);
      }
    },
  });
  const picker = new ArchivePicker({ archives, store, formats, storage: parts.downloads.storage.fsPath });
  const opener = new FileOpener({
    fetcher,
    archives: picker,
    external,
    silentVideo: new SilentVideoNotice({
      state: parts.state,
      isDesktop: vscode.env.uiKind === vscode.UIKind.Desktop,
      openExternally: (file) => external.open(file),
    }),
    showMetadata: parts.showMetadata,
  });
  const named = (file: FileRef): NamedFile | undefined => {
    const known = entry(file);
    return known && namedFile(file.connectionId, known.record);
  };
  const withName =
    (act: (file: NamedFile) => Promise<void>) =>
    async (file: FileRef): Promise<void> => {
      const known = await knownEntry(library, file);
      if (known !== undefined) {
        await act(namedFile(file.connectionId, known.record));
      }
    };
  return {
    files,
    commands: openCommands({
      own: parts.own,
      selection: parts.selection,
      named,
      filesOf: (connectionId) => library.find(connectionId)?.catalog.values() ?? [],
      opener,
      external,
      archives: picker,
      fetcher,
      contents,
      formats,
    }),
    open: withName((file) => opener.open(file)),
    openExternally: withName((file) => external.open(file)),
    noteDeleted: (gone) => {
      files.noteDeleted(gone);
      return contents.remove(gone);
    },
    dispose: () => {
      owned.dispose();
    },
  };
}
