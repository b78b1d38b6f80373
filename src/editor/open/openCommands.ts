import * as vscode from "vscode";
import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import type { Formats } from "../../shared/format.ts";
import type { NamedFile } from "../../transfer/cache/contentCache.ts";
import type { HandlersFor } from "../commands.ts";
import { isFile, type FilesNode, type OwnNodes } from "../explorer/treeNodes.ts";
import type { FileContents } from "../fileSystem/fileContents.ts";
import { parseFileUri } from "../fileUri.ts";
import { commandIds } from "../ids.ts";
import type { ArchivePicker } from "./archivePicker.ts";
import type { AskingFetcher } from "./askingFetcher.ts";
import { compareFiles } from "./compareFiles.ts";
import { isTar } from "./editorChoice.ts";
import type { ExternalOpener } from "./externalOpener.ts";
import type { FileOpener } from "./fileOpener.ts";
import { look } from "./look.ts";
import { activeFileUri, saveCopy } from "./saveCopy.ts";

interface OpenContext {
  readonly own: OwnNodes;
  readonly selection: () => readonly FilesNode[];
  /** A file that the catalog knows, under its name. */
  readonly named: (file: FileRef) => NamedFile | undefined;
  readonly filesOf: (connectionId: string) => Iterable<CatalogEntry>;
  readonly opener: FileOpener;
  readonly external: ExternalOpener;
  readonly archives: ArchivePicker;
  readonly fetcher: AskingFetcher;
  readonly contents: FileContents;
  readonly formats: Formats;
}

/** The commands that open files. */
export function openCommands(
  context: OpenContext,
): HandlersFor<"open" | "openExternally" | "compareWith" | "extractArchive" | "saveCopy" | "clearCache"> {
  const { opener, external, archives, fetcher } = context;
  const filesOf = (args: readonly unknown[]): readonly NamedFile[] => namedFiles(context, args);
  return {
    [commandIds.open]: async (...args: unknown[]) => {
      for (const file of filesOf(args)) {
        await (args[1] === look ? opener.look(file) : opener.open(file));
      }
    },
    [commandIds.openExternally]: async (...args: unknown[]) => {
      for (const file of filesOf(args)) {
        await external.open(file);
      }
    },
    [commandIds.compareWith]: (...args: unknown[]) => compareFiles(context, filesOf(args)),
    [commandIds.extractArchive]: async (...args: unknown[]) => {
      for (const file of filesOf(args).filter(({ name }) => isTar(name))) {
        const content = await fetcher.get(file);
        if (content !== undefined) {
          await archives.extract(file, content);
        }
      }
    },
    [commandIds.saveCopy]: async (...args: unknown[]) => {
      const uri = args[0] instanceof vscode.Uri ? args[0] : activeFileUri();
      if (uri !== undefined) {
        await saveCopy(fetcher, uri);
      }
    },
    [commandIds.clearCache]: async () => {
      const freed = await context.contents.clear();
      void vscode.window.showInformationMessage(
        vscode.l10n.t("The cache is empty: {0} was freed.", context.formats.bytes(freed)),
      );
    },
  };
}

/** The files that a command is for: rows of the view, or the URI of one as an offer to fetch it passes it. */
function namedFiles(context: OpenContext, args: readonly unknown[]): readonly NamedFile[] {
  const [uri] = args;
  if (typeof uri === "string") {
    return [parseFileUri(vscode.Uri.parse(uri))].filter((file) => file !== undefined);
  }
  return context.own
    .ofCommand(args, context.selection())
    .filter(isFile)
    .flatMap((row) => context.named(row) ?? []);
}
