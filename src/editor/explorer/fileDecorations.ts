import * as vscode from "vscode";
import { entryFacts, type EntryFact } from "../../catalog/entryFacts.ts";
import type { Clock } from "../../shared/clock.ts";
import type { Disposable } from "../../shared/disposable.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import type { Formats } from "../../shared/format.ts";
import { parseFileUri } from "../fileUri.ts";
import { factText } from "./factText.ts";
import type { FileLibrary } from "./fileLibrary.ts";

/** How a fact is shown: a letter and a colour, never a colour alone. */
interface Look {
  readonly badge: string;
  readonly colour?: string;
}

/** What VS Code was told of a file. */
interface Told {
  readonly uri: vscode.Uri;
  /** What the URI names: to read it takes longer than all the rest. */
  readonly file: FileRef;
  readonly shown: Shown | undefined;
}

interface Shown {
  readonly look: Look;
  readonly text: string;
}

/** VS Code takes no more files at once: of a longer list it looks at a few. */
const mostAtOnce = 250;

/** Decorates a file's row, and its tab, with the most pressing thing that is known of its state. */
export class FileDecorations implements vscode.FileDecorationProvider, Disposable {
  readonly #library: FileLibrary;
  readonly #formats: Formats;
  readonly #clock: Clock;
  readonly #changed = new vscode.EventEmitter<vscode.Uri[] | undefined>();
  readonly #subscriptions: readonly Disposable[];
  /** By URI. */
  readonly #told = new Map<string, Told>();

  /**
   * The files whose decorations changed, and no other: while VS Code asks again a row has none, and flickers.
   * `undefined`: it asks again for all that it shows.
   */
  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(parts: { library: FileLibrary; formats: Formats; clock: Clock }) {
    this.#library = parts.library;
    this.#formats = parts.formats;
    this.#clock = parts.clock;
    this.#subscriptions = [
      parts.library.onDidChange(() => {
        this.#tellChanges();
      }),
      vscode.window.registerFileDecorationProvider(this),
    ];
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const file = parseFileUri(uri);
    if (file === undefined) {
      return undefined;
    }
    const shown = this.#shown(file);
    this.#told.set(uri.toString(), { uri, file, shown });
    return (
      shown &&
      new vscode.FileDecoration(
        shown.look.badge,
        shown.text,
        shown.look.colour === undefined ? undefined : new vscode.ThemeColor(shown.look.colour),
      )
    );
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#changed.dispose();
  }

  #tellChanges(): void {
    const changed = [...this.#told.values()].filter(({ file, shown }) => !isSame(shown, this.#shown(file)));
    if (changed.length > mostAtOnce) {
      // VS Code forgets all that it was told, and asks again for no more than it shows.
      this.#told.clear();
      this.#changed.fire(undefined);
    } else if (changed.length > 0) {
      this.#changed.fire(changed.map(({ uri }) => uri));
    }
  }

  #shown(file: FileRef): Shown | undefined {
    const entry = this.#library.find(file.connectionId)?.catalog.get(file.fileId);
    for (const fact of entry === undefined ? [] : entryFacts(entry)) {
      const look = lookOf(fact);
      if (look !== undefined) {
        return { look, text: factText(fact, this.#formats, this.#clock.now()) };
      }
    }
    return undefined;
  }
}

function isSame(one: Shown | undefined, other: Shown | undefined): boolean {
  return one?.look.badge === other?.look.badge && one?.text === other?.text;
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
