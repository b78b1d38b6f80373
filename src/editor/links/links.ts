import type * as vscode from "vscode";
import type { FoundId, KnownIds } from "../../catalog/ids/idMatcher.ts";
import type { Clock } from "../../shared/clock.ts";
import type { HandlersFor } from "../commands.ts";
import type { FileLibrary } from "../explorer/fileLibrary.ts";
import { commandIds } from "../ids.ts";
import { followId, type FollowIdParts } from "./followId.ts";
import { isIdAction, type IdAction } from "./idAction.ts";
import { idHover, idLinkText } from "./idText.ts";
import { KnownFiles } from "./knownFiles.ts";

interface LinksParts extends Omit<FollowIdParts, "known"> {
  readonly library: FileLibrary;
  readonly clock: Clock;
}

/** What ids in documents and terminals say and do. */
export interface Links {
  readonly commands: HandlersFor<"followId">;
  /** Ids that count without a context. */
  readonly knownIds: KnownIds;
  /** Other files are known than before. */
  readonly onDidLearn: vscode.Event<unknown>;
  /** What a click on an id does, in a few words. */
  readonly text: (found: FoundId) => string;
  /** What is known of an id, and what can be done with it. */
  readonly hover: (found: FoundId) => vscode.MarkdownString;
  readonly follow: (action: IdAction) => Promise<void>;
}

export function createLinks(parts: LinksParts): Links {
  const { store, library } = parts;
  const known = new KnownFiles({ store, library });
  const following = { ...parts, known };
  const running = new Set<string>();
  /** A second click while the first is at work, as of a double click, would make, and pay, a second call. */
  const follow = async (action: IdAction): Promise<void> => {
    const key = `${action.verb} ${action.id}`;
    if (running.has(key)) {
      return;
    }
    running.add(key);
    try {
      await followId(following, action);
    } finally {
      running.delete(key);
    }
  };
  return {
    get knownIds() {
      return known.ids;
    },
    onDidLearn: library.onDidChange,
    text: (found) => idLinkText(following, found),
    hover: (found) => idHover(following, found),
    follow,
    commands: {
      [commandIds.followId]: async (...[action]: unknown[]) => {
        if (isIdAction(action)) {
          await follow(action);
        }
      },
    },
  };
}
