import type { HandlersFor } from "../commands.ts";
import type { ChosenFile } from "../explorer/chosenFiles.ts";
import { commandIds } from "../ids.ts";
import { exportList } from "./exportList.ts";
import { verifyChosen, type VerifyContext } from "./verifyCommand.ts";

/** The commands that write down what is known of many files. */
export function inventoryCommands(
  context: VerifyContext,
): HandlersFor<"exportList" | "exportChosen" | "verify"> {
  const { chosen } = context;
  const write = (files: readonly ChosenFile[]): Promise<void> =>
    exportList(
      files.map(({ entry }) => entry),
      context.formats,
    );
  return {
    // From the palette or the view's menu: all that the tree shows, whatever row happens to be focused.
    [commandIds.exportList]: async () => write(await chosen.shown()),
    [commandIds.exportChosen]: async (...args: unknown[]) => write(await chosen.of(args)),
    [commandIds.verify]: async (...args: unknown[]) => verifyChosen(context, await chosen.of(args)),
  };
}
