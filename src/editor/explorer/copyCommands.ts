import * as vscode from "vscode";
import { snippet, type SnippetLanguage } from "../../platform/snippets.ts";
import type { Formats } from "../../shared/format.ts";
import type { HandlersFor } from "../commands.ts";
import { showError } from "../errorText.ts";
import { commandIds } from "../ids.ts";
import { withCancelIfSlow } from "../progress.ts";
import type { Retriever } from "../retrieve/retriever.ts";
import { confirmLinks } from "../retrieve/confirmLinks.ts";
import { providerOf } from "../usage/prices.ts";
import { isCancellation } from "../../shared/cancellation.ts";
import type { ChosenFile, ChosenFiles } from "./chosenFiles.ts";

interface CopyContext {
  readonly chosen: ChosenFiles;
  readonly retriever: Retriever;
  readonly formats: Formats;
}

/** The commands that put something about files on the clipboard; several files make several lines. */
export function copyCommands(
  context: CopyContext,
): HandlersFor<"copyId" | "copyLink" | "copyAsCurl" | "copyAsPython" | "copyAsTypeScript"> {
  const copy =
    (textOf: (file: ChosenFile) => string, separator: string) =>
    async (...args: unknown[]): Promise<void> => {
      const files = await context.chosen.of(args);
      if (files.length > 0) {
        await vscode.env.clipboard.writeText(files.map(textOf).join(separator));
      }
    };
  return {
    [commandIds.copyId]: copy(({ entry }) => entry.id, "\n"),
    [commandIds.copyLink]: async (...args: unknown[]) => copyLinks(context, await context.chosen.of(args)),
    [commandIds.copyAsCurl]: copy((file) => snippetOf("curl", file), "\n"),
    [commandIds.copyAsPython]: copy((file) => snippetOf("python", file), "\n"),
    [commandIds.copyAsTypeScript]: copy((file) => snippetOf("typescript", file), "\n"),
  };
}

function snippetOf(language: SnippetLanguage, { connection, entry }: ChosenFile): string {
  return snippet(language, {
    provider: providerOf(connection),
    origin: connection.origin,
    id: entry.id,
    filename: entry.record.filename,
    ...(connection.keyVariable === undefined ? {} : { keyVariable: connection.keyVariable }),
  });
}

/** Copies links that still live; fresh ones are retrieved, after a question where that costs money. */
async function copyLinks({ retriever, formats }: CopyContext, files: readonly ChosenFile[]): Promise<void> {
  const wanted = files.map(({ connection, entry }) => ({ connection, fileId: entry.id }));
  if (!(await confirmLinks(wanted, retriever, formats))) {
    return;
  }
  const links = await withCancelIfSlow(vscode.l10n.t("Retrieving download links"), async (signal) => {
    const found: string[] = [];
    for (const { connection, entry } of files) {
      try {
        const { file, link } =
          retriever.lastLive(connection, entry.id) ??
          (await retriever.retrieve(connection, entry.id, { signal }));
        // A gateway that rounds ids answers with the link of another file.
        found.push(...(link === undefined || file.id !== entry.id ? [] : [link.url.href]));
      } catch (error) {
        if (isCancellation(error)) {
          throw error;
        }
        showError(error, connection);
        return found;
      }
    }
    return found;
  });
  if (links.length > 0) {
    await vscode.env.clipboard.writeText(links.join("\n"));
    vscode.window.setStatusBarMessage(copiedText(links.length, files.length), 4000);
  } else if (files.length > 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("The platform gave no download link."));
  }
}

function copiedText(links: number, files: number): string {
  if (links < files) {
    return vscode.l10n.t("{0} of {1} download links copied", links, files);
  }
  return links === 1
    ? vscode.l10n.t("Download link copied")
    : vscode.l10n.t("{0} download links copied", links);
}
