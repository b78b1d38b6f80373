import * as vscode from "vscode";
import { idsIn, type FoundId } from "../../catalog/ids/idMatcher.ts";
import type { Disposable } from "../../shared/disposable.ts";
import { showTerminalLinks } from "../settings.ts";
import type { IdAction } from "./idAction.ts";
import { idLinkText, type IdTextParts } from "./idText.ts";

/** A longer line is no line that a person reads. */
const longestLine = 20_000;

/** A link that knows what its click does. */
class IdTerminalLink extends vscode.TerminalLink {
  readonly action: IdAction;

  constructor({ kind, id, start, end }: FoundId, tooltip: string) {
    super(start, end - start, tooltip);
    this.action = { verb: kind === "task" ? "watch" : "show", id };
  }
}

/** Makes ids in terminals into links. A call is made by the click alone, and once. */
export function registerTerminalLinks(
  parts: IdTextParts,
  follow: (action: IdAction) => Promise<void>,
): Disposable {
  const provider: vscode.TerminalLinkProvider<IdTerminalLink> = {
    provideTerminalLinks: ({ line }) =>
      showTerminalLinks() && line.length <= longestLine
        ? [...idsIn(line, parts.known.ids)].map(
            (found) => new IdTerminalLink(found, idLinkText(parts, found)),
          )
        : [],
    handleTerminalLink: ({ action }) => follow(action),
  };
  return vscode.window.registerTerminalLinkProvider(provider);
}
