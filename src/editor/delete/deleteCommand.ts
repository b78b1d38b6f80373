import * as vscode from "vscode";
import type { FileId } from "../../platform/fileRecord.ts";
import type { Formats } from "../../shared/format.ts";
import type { HandlersFor } from "../commands.ts";
import { byConnection } from "../explorer/rememberCommands.ts";
import type { ChosenFile, ChosenFiles } from "../explorer/chosenFiles.ts";
import { isFile } from "../explorer/treeNodes.ts";
import { goOn } from "../goOn.ts";
import { commandIds } from "../ids.ts";
import type { Platforms } from "../platforms.ts";
import { withCancelIfSlow } from "../progress.ts";
import { deleteAll, type DeleteOutcome } from "./deleteAll.ts";
import { deleteOne } from "./deleteOne.ts";
import { askDelete } from "./deleteQuestion.ts";
import { tellDeleted } from "./deleteSummary.ts";

/** What deleting needs of its surroundings. */
export interface DeleteContext {
  readonly platforms: Platforms;
  readonly formats: Formats;
  /** These files of a connection are gone from the platform. */
  readonly onDeleted: (connectionId: string, ids: ReadonlySet<FileId>) => Promise<void>;
}

/** "Delete…": asks once, deletes all it can, and says what it could not. */
export function deleteCommands(
  context: DeleteContext & { readonly chosen: ChosenFiles },
): HandlersFor<"delete"> {
  return {
    [commandIds.delete]: async (...args: unknown[]) => {
      const nodes = context.chosen.nodes(args);
      // A whole group or connection is never deleted by a key that was pressed on its row.
      if (!nodes.every(isFile)) {
        vscode.window.setStatusBarMessage(
          vscode.l10n.t("Only files can be deleted: select them instead of their group"),
          5000,
        );
        return;
      }
      await deleteAsked(context, await context.chosen.of(args));
    },
  };
}

/** Deletes files, if the user says yes. */
export async function deleteAsked(context: DeleteContext, files: readonly ChosenFile[]): Promise<void> {
  if (await askDelete(files, context.formats)) {
    await deleteFiles(context, files);
  }
}

async function deleteFiles(context: DeleteContext, files: readonly ChosenFile[]): Promise<void> {
  const outcome = await runDelete(context, files);
  for (const [connectionId, deleted] of byConnection(outcome.deleted)) {
    await context.onDeleted(connectionId, new Set(deleted.map(({ entry }) => entry.id)));
  }
  goOn(
    tellDeleted(outcome, context.formats, () =>
      deleteFiles(
        context,
        outcome.failed.map(({ file }) => file),
      ),
    ),
  );
}

function runDelete(
  { platforms, formats }: DeleteContext,
  files: readonly ChosenFile[],
): Promise<DeleteOutcome<ChosenFile>> {
  const title =
    files.length === 1
      ? vscode.l10n.t("Deleting a file")
      : vscode.l10n.t("Deleting {0} files", formats.count(files.length));
  return withCancelIfSlow(title, (signal) =>
    deleteAll(
      files,
      ({ connection, entry }) => deleteOne(platforms.of(connection), entry, signal),
      signal,
      () => undefined,
    ),
  );
}
