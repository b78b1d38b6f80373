import type { HandlersFor } from "../commands.ts";
import { commandIds } from "../ids.ts";
import type { Clock } from "../../shared/clock.ts";
import type { ChosenFile, ChosenFiles } from "./chosenFiles.ts";
import type { FileLibrary } from "./fileLibrary.ts";

interface RememberContext {
  readonly chosen: ChosenFiles;
  readonly library: FileLibrary;
  readonly clock: Clock;
}

/** Keeps files in the tree although a listing may stop showing them, or lets go of them again. No call is made. */
export function rememberCommands({
  chosen,
  library,
  clock,
}: RememberContext): HandlersFor<"rememberFile" | "forgetFile"> {
  return {
    [commandIds.rememberFile]: async (...args: unknown[]) => {
      for (const { connection, entry } of await chosen.of(args)) {
        if (entry.remembered === undefined) {
          await library.of(connection).remember({
            record: entry.record,
            source: "wish",
            rememberedAt: clock.now(),
            link: undefined,
            wasListed: entry.listed !== undefined,
          });
        }
      }
    },
    [commandIds.forgetFile]: async (...args: unknown[]) => {
      for (const [connectionId, files] of byConnection(await chosen.of(args))) {
        await library.find(connectionId)?.forget(files.map(({ entry }) => entry.id));
      }
    },
  };
}

/** The files of each connection, by its id. */
export function byConnection(files: readonly ChosenFile[]): ReadonlyMap<string, readonly ChosenFile[]> {
  return Map.groupBy(files, ({ connection }) => connection.id);
}
