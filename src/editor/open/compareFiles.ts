import { basename } from "node:path";
import * as vscode from "vscode";
import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import { fileTypeOf } from "../../catalog/fileKind.ts";
import { displayText, pickText } from "../../shared/displayText.ts";
import type { NamedFile } from "../../transfer/cache/contentCache.ts";
import { namedFile, uriOf } from "../fileUri.ts";
import type { AskingFetcher } from "./askingFetcher.ts";

interface CompareParts {
  readonly fetcher: AskingFetcher;
  /** The other files that there are: those of the same connection. */
  readonly filesOf: (connectionId: string) => Iterable<CatalogEntry>;
}

interface OtherItem extends vscode.QuickPickItem {
  readonly other: vscode.Uri | NamedFile | undefined;
}

/** Compares files of the platform with each other, or one with a file on disk, in VS Code's own diff editor. */
export async function compareFiles(parts: CompareParts, files: readonly NamedFile[]): Promise<void> {
  const [left, chosen] = files;
  if (left === undefined) {
    return;
  }
  const other = chosen ?? (await askForOther(parts, left));
  if (other === undefined) {
    return;
  }
  const sides = [await readable(parts, left), await readable(parts, other)] as const;
  if (sides[0] !== undefined && sides[1] !== undefined) {
    await vscode.commands.executeCommand("vscode.diff", ...sides, `${left.name} ↔ ${nameOf(other)}`);
  }
}

/** The URI of one side, once its content is here; `undefined` if the user went away. */
async function readable(
  { fetcher }: CompareParts,
  side: vscode.Uri | NamedFile,
): Promise<vscode.Uri | undefined> {
  if (side instanceof vscode.Uri) {
    return side;
  }
  return (await fetcher.get(side)) === undefined ? undefined : uriOf(side);
}

async function askForOther(
  parts: CompareParts,
  file: NamedFile,
): Promise<vscode.Uri | NamedFile | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const items: OtherItem[] = [
    ...(active === undefined || active.toString() === uriOf(file).toString()
      ? []
      : [
          {
            label: pickText(basename(active.path)),
            description: vscode.l10n.t("the active editor"),
            other: active,
          },
        ]),
    {
      label: vscode.l10n.t("A File on Disk…"),
      iconPath: new vscode.ThemeIcon("folder-opened"),
      other: undefined,
    },
    {
      label: vscode.l10n.t("Files on the platform"),
      kind: vscode.QuickPickItemKind.Separator,
      other: undefined,
    },
    ...platformItems(parts, file),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("Compare “{0}” with which file?", displayText(file.name)),
    matchOnDescription: true,
  });
  if (picked === undefined) {
    return undefined;
  }
  if (picked.other !== undefined) {
    return picked.other;
  }
  const opened = await vscode.window.showOpenDialog({ openLabel: vscode.l10n.t("Compare") });
  return opened?.[0];
}

/** The files that a text comparison makes sense for, or all where none does. */
function platformItems({ filesOf }: CompareParts, file: NamedFile): readonly OtherItem[] {
  const others = [...filesOf(file.connectionId)].filter(({ id }) => id !== file.fileId);
  const texts = others.filter(({ record }) => fileTypeOf(record.filename).editor === "text");
  return (texts.length > 0 ? texts : others).map(({ record }) => {
    const other = namedFile(file.connectionId, record);
    return { label: pickText(other.name), description: record.id, other };
  });
}

function nameOf(side: vscode.Uri | NamedFile): string {
  return side instanceof vscode.Uri ? basename(side.path) : side.name;
}
