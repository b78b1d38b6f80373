import type { HandlersFor } from "../commands.ts";
import { commandIds } from "../ids.ts";
import { exportList } from "./exportList.ts";
import { verifyChosen, type VerifyContext } from "./verifyCommand.ts";

/** The commands that write down what is known of many files. */
export function inventoryCommands(context: VerifyContext): HandlersFor<"exportList" | "verify"> {
  const { chosen } = context;
  return {
    [commandIds.exportList]: async (...args: unknown[]) => {
      // From the palette or the view's menu: all that the tree shows, whatever happens to be selected.
      const files = args[0] === undefined ? await chosen.shown() : await chosen.of(args);
      await exportList(
        files.map(({ entry }) => entry),
        context.formats,
      );
    },
    [commandIds.verify]: async (...args: unknown[]) => verifyChosen(context, await chosen.of(args)),
  };
}
