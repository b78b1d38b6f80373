import * as vscode from "vscode";
import type { FileId } from "../../platform/fileRecord.ts";
import type { Formats } from "../../shared/format.ts";
import type {
  FileView,
  PanelAction,
  PanelActionId,
  PanelState,
  SavedPanel,
} from "../../shared/panelProtocol.ts";
import type { Connection } from "../connections/connection.ts";
import type { ErrorText } from "../errorText.ts";
import type { MetadataContext } from "./metadataContext.ts";
import { retrieveAction } from "./panelActions.ts";

/** The buttons of an error's own remedies, in their order. */
export const remedyIds: readonly PanelActionId[] = ["remedy1", "remedy2", "remedy3"];

export function loadingState(connection: Connection, id: FileId, view: FileView | undefined): PanelState {
  const notice = vscode.l10n.t("Retrieving from {0}…", connection.name);
  return { kind: "loading", heading: id, notice, view };
}

/** Restored after a reload: as of its time, nothing asked again. */
export function staleState(saved: SavedPanel, formats: Formats): PanelState {
  const notice = vscode.l10n.t(
    "As of {0}: kept from before the window was reloaded, and not asked again.",
    formats.dateTime(saved.receivedAt),
  );
  return { kind: "stale", notice, view: saved.view };
}

/** A failure, with the call to try again, its price, and the error's own remedies. */
export function errorState(
  error: ErrorText,
  id: FileId,
  context: MetadataContext,
  view: FileView | undefined,
): PanelState {
  const again = context.actions.has("retrieve")
    ? [retrieveAction(vscode.l10n.t("Try Again"), context.connection, context.formats)]
    : [];
  const remedies = remedyIds.flatMap((remedyId, index): readonly PanelAction[] => {
    const remedy = error.actions[index];
    return remedy === undefined ? [] : [{ id: remedyId, label: remedy.title }];
  });
  return {
    kind: "error",
    heading: id,
    problem: {
      title: vscode.l10n.t("The file could not be retrieved"),
      message: error.message,
      remedy: error.remedy,
      actions: [...again, ...remedies],
    },
    view,
  };
}
