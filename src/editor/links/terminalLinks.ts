import * as vscode from "vscode";
import { idsIn, type FoundId, type KnownIds } from "../../catalog/ids/idMatcher.ts";
import type { Disposable } from "../../shared/disposable.ts";
import type { Lazy } from "../../shared/lazy.ts";
import type { App } from "../app.ts";
import { showTerminalLinks } from "../settings.ts";
import type { IdAction } from "./idAction.ts";

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

/**
 * Makes ids in terminals into links. A call is made by the click alone, and once.
 *
 * @param remembered the ids that are known before the app is loaded
 */
export function registerTerminalLinks(app: Lazy<App>, remembered: KnownIds): Disposable {
  const provider: vscode.TerminalLinkProvider<IdTerminalLink> = {
    provideTerminalLinks: async ({ line }) => {
      const known = app.value?.links.knownIds ?? remembered;
      const ids = showTerminalLinks() && line.length <= longestLine ? [...idsIn(line, known)] : [];
      if (ids.length === 0) {
        return [];
      }
      const { links } = await app.get();
      return ids.map((found) => new IdTerminalLink(found, links.text(found)));
    },
    handleTerminalLink: async ({ action }) => {
      const { links } = await app.get();
      await links.follow(action);
    },
  };
  return vscode.window.registerTerminalLinkProvider(provider);
}
