import * as vscode from "vscode";
import type { FoundId } from "../../catalog/ids/idMatcher.ts";
import type { Clock } from "../../shared/clock.ts";
import { withoutIcons } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { fileTooltip } from "../explorer/fileTooltip.ts";
import { rowName } from "../explorer/fileItem.ts";
import { commandIds } from "../ids.ts";
import { retrievePrice } from "../usage/prices.ts";
import { commandLink, type IdVerb } from "./idAction.ts";
import type { KnownFiles } from "./knownFiles.ts";

export interface IdTextParts {
  readonly store: ConnectionStore;
  readonly known: KnownFiles;
  readonly formats: Formats;
  readonly clock: Clock;
}

/** What a click on an id does, in a few words, with the price where it costs. */
export function idLinkText({ store, known, formats }: IdTextParts, { kind, id }: FoundId): string {
  if (kind === "task") {
    return vscode.l10n.t("Watch MiniMax task {0}", id);
  }
  const file = known.find(id);
  if (file !== undefined) {
    return vscode.l10n.t("Show {0} in MiniMax Files", withoutIcons(rowName(file.entry)));
  }
  const dollars = store.active === undefined ? 0 : retrievePrice(store.active);
  return dollars === 0
    ? vscode.l10n.t("Retrieve MiniMax file {0}", id)
    : vscode.l10n.t("Retrieve MiniMax file {0} ({1})", id, formats.money(Math.round(dollars * 1_000_000)));
}

/** What is known of an id, and what can be done with it. Makes no call. */
export function idHover(parts: IdTextParts, found: FoundId): vscode.MarkdownString {
  const { known, formats, clock } = parts;
  const file = found.kind === "file" ? known.find(found.id) : undefined;
  const text =
    file === undefined
      ? new vscode.MarkdownString().appendText(unknownText(found)).appendMarkdown("\n\n")
      : fileTooltip(file.entry, formats, clock.now()).appendMarkdown("\n\n");
  text.isTrusted = { enabledCommands: [commandIds.followId] };
  const actions: readonly (readonly [IdVerb, string])[] =
    found.kind === "task"
      ? [["watch", vscode.l10n.t("Watch Task")]]
      : [
          ["show", file === undefined ? idLinkText(parts, found) : vscode.l10n.t("Show Metadata")],
          ["open", vscode.l10n.t("Open")],
          ["download", vscode.l10n.t("Download")],
          ...(file === undefined ? [] : [["reveal", vscode.l10n.t("Show in Files")] as const]),
        ];
  return text.appendMarkdown(
    actions.map(([verb, title]) => `[${title}](${commandLink({ verb, id: found.id })})`).join(" · "),
  );
}

function unknownText({ kind, id }: FoundId): string {
  return kind === "task"
    ? vscode.l10n.t("MiniMax task {0}", id)
    : vscode.l10n.t("MiniMax file {0}: nothing is known of it here yet.", id);
}
