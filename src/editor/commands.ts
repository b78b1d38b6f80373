import * as vscode from "vscode";
import { isCancellation } from "../shared/cancellation.ts";
import type { Disposable } from "../shared/disposable.ts";
import type { Log } from "../shared/log.ts";
import { tellFailure } from "./goOn.ts";
import type { CommandId, commandIds } from "./ids.ts";

/**
 * One handler for every command of `package.json`: the compiler refuses a missing one. Arguments come from
 * anywhere, other extensions and keybindings included, so a handler takes them as `unknown` and checks.
 */
export type CommandHandlers = Readonly<Record<CommandId, (...args: unknown[]) => unknown>>;

/** The handlers that one surface provides. */
export type HandlersFor<Names extends keyof typeof commandIds> = Pick<
  CommandHandlers,
  (typeof commandIds)[Names]
>;

/**
 * Registers commands; their handlers are loaded by the first that runs. One that throws is told to the user once;
 * a cancelled one is silence.
 */
export function registerCommands(
  ids: readonly CommandId[],
  load: () => CommandHandlers | Promise<CommandHandlers>,
  log: Log,
): Disposable {
  const registrations = ids.map((id) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        const handlers = await load();
        return await handlers[id](...args);
      } catch (error) {
        if (!isCancellation(error)) {
          log.error(`${id} failed: ${String(error)}`);
          tellFailure(error);
        }
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
