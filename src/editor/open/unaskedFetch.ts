import * as vscode from "vscode";
import { isCancellation } from "../../shared/cancellation.ts";
import { displayText } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import type { CachedContent, NamedFile } from "../../transfer/cache/contentCache.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { LargeFileError } from "../fileSystem/largeFileError.ts";
import { uriOf } from "../fileUri.ts";
import { commandIds } from "../ids.ts";
import { RetrieveCostsError } from "../transfers/retrieveCostsError.ts";
import type { AskingFetcher } from "./askingFetcher.ts";
import { fetchErrorText } from "./fetchErrorText.ts";

interface UnaskedFetchParts {
  readonly fetcher: AskingFetcher;
  readonly store: ConnectionStore;
  readonly formats: Formats;
}

/**
 * Gets files that VS Code reads by itself: an editor that is restored, a comparison. What would cost money or take
 * long is refused with an error that says so in the editor's place, and with one offer to fetch it after all.
 */
export function createUnaskedFetch({
  fetcher,
  store,
  formats,
}: UnaskedFetchParts): (file: NamedFile) => Promise<CachedContent> {
  const offered = new Set<string>();
  const offer = async (file: NamedFile, reason: string): Promise<void> => {
    const uri = uriOf(file).toString();
    if (offered.has(uri)) {
      return;
    }
    offered.add(uri);
    try {
      const fetch = vscode.l10n.t("Fetch…");
      if ((await vscode.window.showInformationMessage(reason, fetch)) === fetch) {
        await vscode.commands.executeCommand(commandIds.open, uri);
      }
    } finally {
      offered.delete(uri);
    }
  };
  return async (file) => {
    try {
      return await fetcher.getUnasked(file);
    } catch (error) {
      const reason = refusal(error, file, formats);
      if (reason !== undefined) {
        void offer(file, reason);
      }
      throw vscode.FileSystemError.Unavailable(
        reason ?? failureText(error, store.find(file.connectionId), formats),
      );
    }
  };
}

function refusal(error: unknown, { name }: NamedFile, formats: Formats): string | undefined {
  if (LargeFileError.is(error)) {
    return vscode.l10n.t(
      "“{0}” is not in the cache any more. Its size is {1}, so it is not fetched unasked.",
      displayText(name),
      formats.bytes(error.size),
    );
  }
  return RetrieveCostsError.is(error)
    ? vscode.l10n.t(
        "“{0}” is not in the cache any more. A link to it costs {1}, so it is not fetched unasked.",
        displayText(name),
        formats.money(error.dollars * 1_000_000),
      )
    : undefined;
}

function failureText(
  error: unknown,
  connection: Parameters<typeof fetchErrorText>[1],
  formats: Formats,
): string {
  if (isCancellation(error)) {
    return vscode.l10n.t("You cancelled fetching the file. Open it again to go on.");
  }
  const { message, remedy } = fetchErrorText(error, connection, formats);
  return `${message} ${remedy}`;
}
