import * as vscode from "vscode";
import type { FileId } from "../../platform/fileRecord.ts";
import { PlatformError } from "../../platform/platformError.ts";
import { isCancellation } from "../../shared/cancellation.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import type { Formats } from "../../shared/format.ts";
import type { HandlersFor } from "../commands.ts";
import { connectionFor } from "../connections/connectionCommands.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { describeError, type ErrorText } from "../errorText.ts";
import type { FilesTree } from "../explorer/filesTree.ts";
import type { FilesView } from "../explorer/filesView.ts";
import { isFile, type OwnNodes } from "../explorer/treeNodes.ts";
import { commandIds } from "../ids.ts";
import type { MetadataPanels } from "../metadata/metadataPanels.ts";
import { withCancelIfSlow } from "../progress.ts";
import { confirmCost, countByConnection } from "../usage/confirmCost.ts";
import { retrievePrice } from "../usage/prices.ts";
import { askFileId } from "./askFileId.ts";
import type { Retriever } from "./retriever.ts";

/** What retrieving needs of its surroundings. */
export interface RetrieveContext {
  readonly store: ConnectionStore;
  readonly retriever: Retriever;
  readonly tree: FilesTree;
  readonly view: FilesView;
  readonly own: OwnNodes;
  readonly panels: MetadataPanels;
  readonly formats: Formats;
}

/** The commands that retrieve a file and show its metadata. */
export function retrieveCommands(context: RetrieveContext): HandlersFor<"retrieveById" | "showMetadata"> {
  return {
    [commandIds.retrieveById]: async (...args: unknown[]) => {
      const connection = await connectionFor(context.store, args[0]);
      const id = connection && (await askFileId(costNote(connection, context.formats)));
      if (connection !== undefined && id !== undefined) {
        await retrieveAndShow(context, connection, id);
      }
    },
    [commandIds.showMetadata]: async (...args: unknown[]) => {
      const files = context.own.ofCommand(args, context.view.selection).filter(isFile);
      const node = files.find((file) => file === args[0]) ?? files[0];
      // A row whose file is gone by now is no wish for a call, which may cost money.
      if (node !== undefined && context.tree.entry(node) !== undefined) {
        await showMetadata(context, node);
      }
    },
  };
}

/**
 * Shows what is known of a file. Where a retrieve is free it is made, for the link; where it costs, the panel
 * offers it and says the price, or a question does so where nothing is known.
 */
export async function showMetadata(context: RetrieveContext, ref: FileRef): Promise<void> {
  const { store, retriever, tree, panels, formats } = context;
  const connection = store.find(ref.connectionId);
  const entry = tree.entry(ref);
  if (connection === undefined) {
    return;
  }
  const known = retriever.lastLive(connection, ref.fileId);
  if (known !== undefined) {
    panels.show(connection, known, entry);
  } else if (retrievePrice(connection) > 0 && entry !== undefined) {
    panels.showKnown(connection, entry);
  } else if (await confirmCost(countByConnection([connection]), formats)) {
    await retrieveAndShow(context, connection, ref.fileId);
  }
}

/** Retrieves the file that the panel shows once more, on the user's click. */
export async function retrieveAgain(context: RetrieveContext, file: FileRef): Promise<void> {
  const connection = context.store.find(file.connectionId);
  if (connection === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("The connection of this file has been removed."));
    return;
  }
  await retrieveAndShow(context, connection, file.fileId);
}

/**
 * Retrieves a file, paid where the provider charges, shows the answer and selects its row. Where the panel shows
 * something else by then, a free call is cancelled, and a paid one is kept for later but not shown.
 */
export async function retrieveAndShow(
  context: RetrieveContext,
  connection: Connection,
  id: FileId,
): Promise<void> {
  const { retriever, tree, view, panels } = context;
  const ref = { connectionId: connection.id, fileId: id };
  const unwanted = panels.showLoading(connection, id);
  try {
    const retrieved = await withCancelIfSlow(vscode.l10n.t("Retrieving {0}", id), (cancelled) =>
      retriever.retrieve(connection, id, {
        signal: retrievePrice(connection) === 0 ? AbortSignal.any([cancelled, unwanted]) : cancelled,
      }),
    );
    if (!unwanted.aborted) {
      panels.show(connection, retrieved, tree.entry(ref), { requestedId: id });
      await view.reveal(ref);
    }
  } catch (error) {
    if (!unwanted.aborted) {
      panels.showError(
        connection,
        id,
        isCancellation(error) ? cancelledText() : failureText(error, connection, id),
      );
    }
  }
}

/** An id that no file has may be a task's: scripts print both. */
function failureText(error: unknown, connection: Connection, id: FileId): ErrorText {
  const described = describeError(error, connection);
  if (!PlatformError.is(error, "notFound")) {
    return described;
  }
  const watch = {
    title: vscode.l10n.t("Watch as Task"),
    command: commandIds.watchTask,
    arguments: [id, connection.id],
  };
  return { ...described, actions: [watch, ...described.actions] };
}

function cancelledText(): ErrorText {
  return {
    message: vscode.l10n.t("You cancelled the call."),
    remedy: vscode.l10n.t("Retrieve again whenever you like."),
    actions: [],
  };
}

function costNote(connection: Connection, formats: Formats): string | undefined {
  const dollars = retrievePrice(connection);
  return dollars === 0
    ? undefined
    : vscode.l10n.t(
        "{0} charges {1} for this call.",
        connection.name,
        formats.money(Math.round(dollars * 1_000_000)),
      );
}
