import * as vscode from "vscode";
import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import { inventoryFormats, writeInventory, type InventoryFormat } from "../../catalog/inventory.ts";
import type { Formats } from "../../shared/format.ts";

/** Asks where to, and writes the files as CSV, JSON or JSONL, as the name's extension says. Makes no call. */
export async function exportList(entries: readonly CatalogEntry[], formats: Formats): Promise<void> {
  if (entries.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There are no files to export."));
    return;
  }
  const target = await vscode.window.showSaveDialog({
    title:
      entries.length === 1
        ? vscode.l10n.t("Export the list of 1 file")
        : vscode.l10n.t("Export the list of {0} files", formats.count(entries.length)),
    saveLabel: vscode.l10n.t("Export"),
    filters: { CSV: ["csv"], JSON: ["json"], "JSON Lines": ["jsonl"] },
    ...defaultTarget(),
  });
  if (target === undefined) {
    return;
  }
  const text = [...writeInventory(entries, formatOf(target))].join("");
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const open = vscode.l10n.t("Open");
  const answer = await vscode.window.showInformationMessage(
    entries.length === 1
      ? vscode.l10n.t("Exported 1 file to {0}", target.path.split("/").at(-1) ?? "")
      : vscode.l10n.t(
          "Exported {0} files to {1}",
          formats.count(entries.length),
          target.path.split("/").at(-1) ?? "",
        ),
    open,
  );
  if (answer === open) {
    await vscode.commands.executeCommand("vscode.open", target);
  }
}

function defaultTarget(): { readonly defaultUri?: vscode.Uri } {
  const folder = vscode.workspace.workspaceFolders?.[0];
  return folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, "minimax-files.csv") };
}

/** By the extension of the chosen name; CSV for any other. */
function formatOf(target: vscode.Uri): InventoryFormat {
  return inventoryFormats.find((format) => target.path.toLowerCase().endsWith(`.${format}`)) ?? "csv";
}
