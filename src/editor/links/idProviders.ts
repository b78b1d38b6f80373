import * as vscode from "vscode";
import type { FoundId, KnownIds } from "../../catalog/ids/idMatcher.ts";
import { isCancellation } from "../../shared/cancellation.ts";
import { DisposableStore, type Disposable } from "../../shared/disposable.ts";
import type { Lazy } from "../../shared/lazy.ts";
import type { App } from "../app.ts";
import { fileScheme } from "../fileUri.ts";
import { commandIds, settingIds } from "../ids.ts";
import { showIdLenses, showIdLinks } from "../settings.ts";
import { commandLink, type IdVerb } from "./idAction.ts";
import { DocumentIds } from "./documentIds.ts";
import type { Links } from "./links.ts";

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

/**
 * Makes ids in documents into links, with a hover and a lens. None of the three makes a call. What they say is loaded
 * with the first document that has an id.
 *
 * @param remembered the ids that are known before the app is loaded
 */
export function registerIdProviders(app: Lazy<App>, remembered: KnownIds): Disposable {
  const owned = new DisposableStore();
  const changed = owned.add(new vscode.EventEmitter<void>());
  const documents = new DocumentIds({
    get ids() {
      return app.value?.links.knownIds ?? remembered;
    },
  });
  /** None where VS Code wants them no longer: it would log a rejection as a failure of ours. */
  const idsIn = async (
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<readonly FoundId[]> => {
    try {
      return await documents.of(document, token);
    } catch (error) {
      if (isCancellation(error)) {
        return [];
      }
      throw error;
    }
  };
  const links = async (): Promise<Links> => (await app.get()).links;
  void app.made.then((made) => {
    owned.add(
      made.links.onDidLearn(() => {
        documents.invalidate();
        changed.fire();
      }),
    );
  });
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
      provideDocumentLinks: async (document, token) => {
        const ids = showIdLinks() ? await idsIn(document, token) : [];
        const texts = ids.length === 0 ? undefined : await links();
        return texts && ids.map((id) => link(texts, document, id));
      },
    }),
  );
  owned.add(
    vscode.languages.registerHoverProvider(selector, {
      provideHover: async (document, position, token) => {
        const ids = showIdLinks() ? await idsIn(document, token) : [];
        const offset = document.offsetAt(position);
        const found = ids.find(({ start, end }) => start <= offset && offset <= end);
        return found && new vscode.Hover((await links()).hover(found), rangeOf(document, found));
      },
    }),
  );
  owned.add(
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document, token) => {
        const ids = showIdLenses() ? await idsIn(document, token) : [];
        const texts = ids.length === 0 || ids.length > mostLenses ? undefined : await links();
        return texts && ids.flatMap((id) => lenses(texts, document, id));
      },
    }),
  );
  return owned;
}

function link(links: Links, document: vscode.TextDocument, found: FoundId): vscode.DocumentLink {
  const verb = found.kind === "task" ? "watch" : "show";
  const target = vscode.Uri.parse(commandLink({ verb, id: found.id }));
  const documentLink = new vscode.DocumentLink(rangeOf(document, found), target);
  documentLink.tooltip = links.text(found);
  return documentLink;
}

function lenses(links: Links, document: vscode.TextDocument, found: FoundId): vscode.CodeLens[] {
  const range = rangeOf(document, found);
  const lens = (verb: IdVerb, title: string): vscode.CodeLens =>
    new vscode.CodeLens(range, { command: commandIds.followId, title, arguments: [{ verb, id: found.id }] });
  return found.kind === "task"
    ? [lens("watch", links.text(found))]
    : [lens("show", links.text(found)), lens("download", vscode.l10n.t("Download"))];
}

function rangeOf(document: vscode.TextDocument, { start, end }: FoundId): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
