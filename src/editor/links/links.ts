import { DisposableStore, type Disposable } from "../../shared/disposable.ts";
import type { Clock } from "../../shared/clock.ts";
import type { HandlersFor } from "../commands.ts";
import type { FileLibrary } from "../explorer/fileLibrary.ts";
import { commandIds } from "../ids.ts";
import { DocumentIds } from "./documentIds.ts";
import { followId, type FollowIdParts } from "./followId.ts";
import { isIdAction, type IdAction } from "./idAction.ts";
import { registerIdProviders } from "./idProviders.ts";
import { KnownFiles } from "./knownFiles.ts";
import { registerTerminalLinks } from "./terminalLinks.ts";

interface LinksParts extends Omit<FollowIdParts, "known"> {
  readonly library: FileLibrary;
  readonly clock: Clock;
}

/** Everything that meets ids where they stand: in documents and in terminals. */
export interface Links extends Disposable {
  readonly commands: HandlersFor<"followId">;
}

export function createLinks(parts: LinksParts): Links {
  const { store, library } = parts;
  const known = new KnownFiles({ store, library });
  const owned = new DisposableStore();
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
  owned.add(
    registerIdProviders({ ...following, documents: new DocumentIds(known), onDidLearn: library.onDidChange }),
  );
  owned.add(registerTerminalLinks(following, follow));
  return {
    commands: {
      [commandIds.followId]: async (...[action]: unknown[]) => {
        if (isIdAction(action)) {
          await follow(action);
        }
      },
    },
    dispose: () => {
      owned.dispose();
    },
  };
}
