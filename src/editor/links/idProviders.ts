import * as vscode from "vscode";
import type { FoundId } from "../../catalog/ids/idMatcher.ts";
import { DisposableStore, type Disposable } from "../../shared/disposable.ts";
import { fileScheme } from "../fileUri.ts";
import { commandIds, settingIds } from "../ids.ts";
import { showIdLenses, showIdLinks } from "../settings.ts";
import { commandLink, type IdVerb } from "./idAction.ts";
import type { DocumentIds } from "./documentIds.ts";
import { idHover, idLinkText, type IdTextParts } from "./idText.ts";

/** Documents in which people work; not the output channels, ours among them. */
const selector: vscode.DocumentSelector = [
  "file",
  "untitled",
  "vscode-remote",
  "vscode-vfs",
  "vscode-notebook-cell",
  fileScheme,
].map((scheme) => ({ scheme }));

/** A document with more ids is data: lenses would bury it, and links and hovers serve as well. */
const mostLenses = 20;

interface IdProviderParts extends IdTextParts {
  readonly documents: DocumentIds;
  /** Other files are known than before. */
  readonly onDidLearn: vscode.Event<unknown>;
}

/** Makes ids in documents into links, with a hover and a lens. None of the three makes a call. */
export function registerIdProviders(parts: IdProviderParts): Disposable {
  const owned = new DisposableStore();
  const changed = owned.add(new vscode.EventEmitter<void>());
  owned.add(
    parts.onDidLearn(() => {
      parts.documents.invalidate();
      changed.fire();
    }),
  );
  owned.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (
        [settingIds.linksDocuments, settingIds.linksCodeLens].some((id) => event.affectsConfiguration(id))
      ) {
        changed.fire();
      }
    }),
  );
  owned.add(
    vscode.languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: async (document, token) =>
        showIdLinks()
          ? (await parts.documents.of(document, token)).map((id) => link(parts, document, id))
          : [],
    }),
  );
  owned.add(
    vscode.languages.registerHoverProvider(selector, {
      provideHover: async (document, position, token) => {
        const ids = showIdLinks() ? await parts.documents.of(document, token) : [];
        const offset = document.offsetAt(position);
        const found = ids.find(({ start, end }) => start <= offset && offset <= end);
        return found && new vscode.Hover(idHover(parts, found), rangeOf(document, found));
      },
    }),
  );
  owned.add(
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document, token) => {
        const ids = showIdLenses() ? await parts.documents.of(document, token) : [];
        return ids.length > mostLenses ? [] : ids.flatMap((id) => lenses(parts, document, id));
      },
    }),
  );
  return owned;
}

function link(parts: IdTextParts, document: vscode.TextDocument, found: FoundId): vscode.DocumentLink {
  const verb = found.kind === "task" ? "watch" : "show";
  const target = vscode.Uri.parse(commandLink({ verb, id: found.id }));
  const documentLink = new vscode.DocumentLink(rangeOf(document, found), target);
  documentLink.tooltip = idLinkText(parts, found);
  return documentLink;
}

function lenses(parts: IdTextParts, document: vscode.TextDocument, found: FoundId): vscode.CodeLens[] {
  const range = rangeOf(document, found);
  const lens = (verb: IdVerb, title: string): vscode.CodeLens =>
    new vscode.CodeLens(range, { command: commandIds.followId, title, arguments: [{ verb, id: found.id }] });
  return found.kind === "task"
    ? [lens("watch", idLinkText(parts, found))]
    : [lens("show", idLinkText(parts, found)), lens("download", vscode.l10n.t("Download"))];
}

function rangeOf(document: vscode.TextDocument, { start, end }: FoundId): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
