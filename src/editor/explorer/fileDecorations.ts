import * as vscode from "vscode";
import { entryFacts, type EntryFact } from "../../catalog/entryFacts.ts";
import type { Clock } from "../../shared/clock.ts";
import type { Disposable } from "../../shared/disposable.ts";
import type { Formats } from "../../shared/format.ts";
import { parseFileUri } from "../fileUri.ts";
import { factText } from "./factText.ts";
import type { FileLibrary } from "./fileLibrary.ts";

/** How a fact is shown: a letter and a colour, never a colour alone. */
interface Look {
  readonly badge: string;
  readonly colour?: string;
}

/** Decorates a file's row, and its tab, with the most pressing thing that is known of its state. */
export class FileDecorations implements vscode.FileDecorationProvider, Disposable {
  readonly #library: FileLibrary;
  readonly #formats: Formats;
  readonly #clock: Clock;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #subscriptions: readonly Disposable[];

  /** `undefined`: VS Code asks again for what it shows, which is a page of rows. */
  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(parts: { library: FileLibrary; formats: Formats; clock: Clock }) {
    this.#library = parts.library;
    this.#formats = parts.formats;
    this.#clock = parts.clock;
    this.#subscriptions = [
      parts.library.onDidChange(() => {
        this.#changed.fire(undefined);
      }),
      vscode.window.registerFileDecorationProvider(this),
    ];
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const file = parseFileUri(uri);
    const entry = file && this.#library.find(file.connectionId)?.catalog.get(file.fileId);
    const fact = (entry === undefined ? [] : entryFacts(entry)).find((each) => lookOf(each) !== undefined);
    const look = fact && lookOf(fact);
    if (fact === undefined || look === undefined) {
      return undefined;
    }
    return new vscode.FileDecoration(
      look.badge,
      factText(fact, this.#formats, this.#clock.now()),
      look.colour === undefined ? undefined : new vscode.ThemeColor(look.colour),
    );
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#changed.dispose();
  }
}

/** `undefined` for what needs no attention. */
function lookOf(fact: EntryFact): Look | undefined {
  switch (fact.kind) {
    case "missing":
      return { badge: "!", colour: "list.errorForeground" };
    case "lifeOver":
      return { badge: "0d", colour: "list.errorForeground" };
    case "lifeEndingSoon":
      return { badge: "1d", colour: "list.warningForeground" };
    case "linkExpired":
      return { badge: "E", colour: "list.deemphasizedForeground" };
    case "linkLive":
      return { badge: "L" };
    case "rememberedOnly":
      return { badge: "R" };
    case "new":
      return { badge: "N", colour: "gitDecoration.addedResourceForeground" };
    case "linkLifetimeUnknown":
      return undefined;
  }
}
