import * as vscode from "vscode";
import type { Clock } from "../../shared/clock.ts";
import { noticeText } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import type { HandlersFor } from "../commands.ts";
import { commandIds } from "../ids.ts";
import type { ChosenFile, ChosenFiles } from "./chosenFiles.ts";
import { rowName } from "./fileItem.ts";
import type { FileLibrary } from "./fileLibrary.ts";

interface RememberContext {
  readonly chosen: ChosenFiles;
  readonly library: FileLibrary;
  readonly formats: Formats;
  readonly clock: Clock;
}

/** Keeps files in the tree although a listing may stop showing them, or lets go of them again. No call is made. */
export function rememberCommands(context: RememberContext): HandlersFor<"rememberFile" | "forgetFile"> {
  const { chosen, library, clock } = context;
  return {
    [commandIds.rememberFile]: async (...args: unknown[]) => {
      for (const { connection, entry } of await chosen.of(args)) {
        if (entry.remembered === undefined) {
          await library.of(connection).remember({
            record: entry.record,
            source: "wish",
            rememberedAt: clock.now(),
            link: undefined,
            wasListed: entry.listed !== undefined,
          });
        }
      }
    },
    [commandIds.forgetFile]: async (...args: unknown[]) => {
      const files = await chosen.of(args);
      for (const [connectionId, own] of byConnection(files)) {
        await library.find(connectionId)?.forget(own.map(({ entry }) => entry.id));
      }
      await offerUndo(
        files.filter(({ entry }) => entry.origin === "remembered"),
        context,
      );
    },
  };
}

/** What only memory held is gone with its id, which nobody keeps in mind: so there is a way back. */
async function offerUndo(files: readonly ChosenFile[], { library, formats }: RememberContext): Promise<void> {
  const [first] = files;
  if (first === undefined) {
    return;
  }
  const undo = vscode.l10n.t("Undo");
  const answer = await vscode.window.showInformationMessage(
    files.length === 1
      ? vscode.l10n.t(
          "Forgot {0}. The platform does not list it: only its ID brings it back.",
          noticeText(rowName(first.entry)),
        )
      : vscode.l10n.t(
          "Forgot {0} files. The platform does not list them: only their IDs bring them back.",
          formats.count(files.length),
        ),
    undo,
  );
  if (answer === undo) {
    for (const { connection, entry } of files) {
      if (entry.remembered !== undefined) {
        await library.find(connection.id)?.remember(entry.remembered);
      }
    }
  }
}

/** The files of each connection, by its id. */
export function byConnection(files: readonly ChosenFile[]): ReadonlyMap<string, readonly ChosenFile[]> {
  return Map.groupBy(files, ({ connection }) => connection.id);
}
