import * as vscode from "vscode";
import type { FileId } from "../../platform/fileRecord.ts";
import { isCancellation } from "../../shared/cancellation.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import type { Formats } from "../../shared/format.ts";
import type { Connection } from "../connections/connection.ts";
import { connectionFor } from "../connections/connectionCommands.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { showError } from "../errorText.ts";
import { commandIds, viewIds } from "../ids.ts";
import { withCancelIfSlow } from "../progress.ts";
import type { Retriever } from "../retrieve/retriever.ts";
import type { DownloadWish } from "../transfers/planDownloads.ts";
import { confirmCost, countByConnection } from "../usage/confirmCost.ts";
import type { IdAction } from "./idAction.ts";
import type { KnownFile, KnownFiles } from "./knownFiles.ts";

export interface FollowIdParts {
  readonly store: ConnectionStore;
  readonly known: KnownFiles;
  readonly retriever: Retriever;
  /** Shows what is known; where nothing is, retrieves once, after a question where that costs money. */
  readonly show: (file: FileRef) => Promise<void>;
  readonly open: (file: FileRef) => Promise<void>;
  readonly reveal: (file: FileRef) => Promise<void>;
  readonly download: (wishes: readonly DownloadWish[]) => Promise<void>;
  readonly formats: Formats;
}

/** Does what a link offers. An id that nobody knows is retrieved once, after a question where that costs money. */
export async function followId(parts: FollowIdParts, { verb, id }: IdAction): Promise<void> {
  if (verb === "watch") {
    await vscode.commands.executeCommand(commandIds.watchTask, id);
    return;
  }
  const file = parts.known.find(id);
  const connection = file?.connection ?? (await connectionFor(parts.store, undefined));
  if (connection === undefined) {
    return;
  }
  const ref = { connectionId: connection.id, fileId: id };
  switch (verb) {
    case "show":
      await parts.show(ref);
      break;
    case "reveal":
      await vscode.commands.executeCommand(`${viewIds.files}.focus`);
      await parts.reveal(ref);
      break;
    case "open":
      if (file !== undefined || (await retrieve(parts, connection, id)) !== undefined) {
        await parts.open(ref);
      }
      break;
    case "download":
      await download(parts, connection, id, file);
      break;
  }
}

async function download(
  parts: FollowIdParts,
  connection: Connection,
  id: FileId,
  file: KnownFile | undefined,
): Promise<void> {
  const record = file === undefined ? await retrieve(parts, connection, id) : file.entry.record;
  if (record !== undefined) {
    await parts.download([{ connectionId: connection.id, file: record }]);
  }
}

async function retrieve(
  parts: FollowIdParts,
  connection: Connection,
  id: FileId,
): Promise<DownloadWish["file"] | undefined> {
  // A link names its price only on hover, so a paid call is asked about.
  if (!(await confirmCost(countByConnection([connection]), parts.formats))) {
    return undefined;
  }
  try {
    const { file } = await withCancelIfSlow(vscode.l10n.t("Retrieving {0}", id), (signal) =>
      parts.retriever.retrieve(connection, id, { signal }),
    );
    return file;
  } catch (error) {
    if (!isCancellation(error)) {
      showError(error, connection);
    }
    return undefined;
  }
}
