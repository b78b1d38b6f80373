import * as vscode from "vscode";
import type { FileRef } from "../../shared/fileRef.ts";
import type { FileView, PanelLink, PanelSection, SavedPanel } from "../../shared/panelProtocol.ts";
import { maskQueries } from "../../shared/maskQueries.ts";

/**
 * What VS Code may keep on disk of a view: no link, and no query of any URL in any field, since a query can be a
 * signature.
 */
export function savedPanel(file: FileRef, receivedAt: number, view: FileView): SavedPanel {
  return {
    version: 1,
    file,
    receivedAt,
    view: {
      ...view,
      link: withoutLink(view.link),
      checks: view.checks && { ...view.checks, actions: [] },
      unknownFields: masked(view.unknownFields),
      raw: view.raw && {
        ...view.raw,
        text: maskQueries(view.raw.text),
        note: vscode.l10n.t("Signatures are left out, because they are not kept over a reload."),
      },
    },
  };
}

function withoutLink(link: PanelLink): PanelLink {
  const reason = vscode.l10n.t("The link is not kept over a reload: retrieve the file again.");
  const actions = link.actions.map((action) =>
    action.id === "copyLink" || action.id === "copyCurl" ? { ...action, disabledReason: reason } : action,
  );
  return link.kind === "present" ? { ...link, note: reason, actions } : { ...link, actions };
}

function masked(section: PanelSection): PanelSection {
  return { ...section, rows: section.rows.map((row) => ({ ...row, value: maskQueries(row.value) })) };
}
