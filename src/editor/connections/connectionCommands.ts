import * as vscode from "vscode";
import type { HandlersFor } from "../commands.ts";
import { commandIds } from "../ids.ts";
import { addConnection, type AddConnectionContext } from "./addConnection.ts";
import { askKey } from "./askKey.ts";
import type { Connection } from "./connection.ts";
import type { ConnectionStore } from "./connectionStore.ts";
import {
  chooseConnection,
  manageConnections,
  removeConnection,
  renameConnection,
} from "./manageConnections.ts";

/** The commands that manage connections. */
export function connectionCommands(
  context: AddConnectionContext,
): HandlersFor<"addConnection" | "manageConnections" | "renameConnection" | "enterKey" | "removeConnection"> {
  const { store, validate } = context;
  const forOne =
    (placeHolder: () => string, act: (connection: Connection) => Promise<unknown>) =>
    async (...args: unknown[]): Promise<void> => {
      const connection = await chooseConnection(store, connectionIdOf(args[0]), placeHolder());
      if (connection !== undefined) {
        await act(connection);
      }
    };
  return {
    [commandIds.addConnection]: () => addConnection(context),
    [commandIds.manageConnections]: () => manageConnections(store),
    [commandIds.renameConnection]: forOne(
      () => vscode.l10n.t("Rename which connection?"),
      (connection) => renameConnection(store, connection),
    ),
    [commandIds.enterKey]: forOne(
      () => vscode.l10n.t("Enter the key of which connection?"),
      async (connection) => {
        const key = await askKey(connection, validate);
        if (key === undefined) {
          return;
        }
        // Another window may have renamed or removed it; and the key is for the place that was named.
        const current = store.find(connection.id);
        if (current?.origin === connection.origin) {
          await store.save(withStoredKey(current), key);
        } else {
          void vscode.window.showWarningMessage(
            vscode.l10n.t("{0} is no longer there, so its key was not stored.", connection.name),
          );
        }
      },
    ),
    [commandIds.removeConnection]: forOne(
      () => vscode.l10n.t("Remove which connection?"),
      (connection) => removeConnection(store, connection),
    ),
  };
}

/** A typed key takes the place of the environment variable. */
function withStoredKey({ id, provider, name, origin }: Connection): Connection {
  return { id, provider, name, origin };
}

/** The connection that a command's first argument names: an id, or a row of the files view. */
export function connectionIdOf(argument: unknown): string | undefined {
  if (typeof argument === "string") {
    return argument;
  }
  return typeof argument === "object" &&
    argument !== null &&
    "connectionId" in argument &&
    typeof argument.connectionId === "string"
    ? argument.connectionId
    : undefined;
}

/** The connection for a command that needs one: the one it was called for, else the active one; offers to add the first. */
export async function connectionFor(
  store: ConnectionStore,
  argument: unknown,
): Promise<Connection | undefined> {
  const id = connectionIdOf(argument);
  const connection = id === undefined ? store.active : store.find(id);
  if (connection === undefined && id === undefined) {
    await vscode.commands.executeCommand(commandIds.addConnection);
    return store.active;
  }
  return connection;
}
