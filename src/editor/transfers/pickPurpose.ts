import * as vscode from "vscode";
import { knownPurposes, maximumUploadBytes } from "../../platform/purposes.ts";
import { displayText } from "../../shared/displayText.ts";
import { extensionOf } from "../../transfer/upload/rules.ts";
import { purposeMeaning, purposeName } from "../purposeText.ts";

interface PurposeItem extends vscode.QuickPickItem {
  readonly purpose?: string;
}

/** Asks what the files are for. Purposes that take their formats come first. */
export async function pickPurpose(filenames: readonly string[]): Promise<string | undefined> {
  const extensions = filenames.map(extensionOf);
  const items = knownPurposes
    .filter(({ upload }) => upload !== "no")
    .map((facts) => ({
      purpose: facts.id,
      label: purposeName(facts.id),
      description: facts.id,
      detail: purposeMeaning(facts.id) ?? "",
      fits: extensions.every((extension) => maximumUploadBytes(facts, extension) !== undefined),
    }));
  const separator = (label: string): PurposeItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const fitting = items.filter(({ fits }) => fits);
  const others = items.filter(({ fits }) => !fits);
  const picked = await vscode.window.showQuickPick<PurposeItem>(
    [...fitting, ...(others.length === 0 ? [] : [separator(vscode.l10n.t("for other formats")), ...others])],
    {
      title:
        filenames.length === 1
          ? vscode.l10n.t("Upload {0}", displayText(filenames[0] ?? ""))
          : vscode.l10n.t("Upload {0} Files", filenames.length),
      placeHolder: vscode.l10n.t("What is it for? The platform cannot change the purpose later."),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return picked?.purpose;
}
