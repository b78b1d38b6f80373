import * as vscode from "vscode";
import { commandIds } from "../ids.ts";
import type { Connection } from "./connection.ts";
import type { ConnectionStore } from "./connectionStore.ts";

interface ConnectionItem extends vscode.QuickPickItem {
  readonly connection?: Connection;
}

interface ConnectionButton extends vscode.QuickInputButton {
  readonly command: string;
}

/** Lists the connections: Enter makes one active; the buttons rename it, replace its key or remove it. */
export async function manageConnections(store: ConnectionStore): Promise<void> {
  const buttons: readonly ConnectionButton[] = [
    {
      iconPath: new vscode.ThemeIcon("edit"),
      tooltip: vscode.l10n.t("Rename"),
      command: commandIds.renameConnection,
    },
    {
      iconPath: new vscode.ThemeIcon("key"),
      tooltip: vscode.l10n.t("Enter API Key…"),
      command: commandIds.enterKey,
    },
    {
      iconPath: new vscode.ThemeIcon("trash"),
      tooltip: vscode.l10n.t("Remove"),
      command: commandIds.removeConnection,
    },
  ];
  const active = store.active;
  const add: ConnectionItem = {
    label: vscode.l10n.t("Add Connection…"),
    iconPath: new vscode.ThemeIcon("add"),
  };
  const pick = vscode.window.createQuickPick<ConnectionItem>();
  pick.title = vscode.l10n.t("MiniMax Files: Connections");
  pick.placeholder = vscode.l10n.t("Choose the connection that commands use");
  pick.items = [
    ...store.all.map((connection) => ({
      label: connection.name,
      description: connection.id === active?.id ? vscode.l10n.t("active") : "",
      detail: connection.origin,
      buttons,
      connection,
    })),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    add,
  ];

  await new Promise<void>((resolve) => {
    pick.onDidTriggerItemButton(({ item, button }) => {
      pick.hide();
      if (item.connection !== undefined && "command" in button) {
        void vscode.commands.executeCommand((button as ConnectionButton).command, item.connection.id);
      }
    });
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      pick.hide();
      if (chosen === add) {
        void vscode.commands.executeCommand(commandIds.addConnection);
      } else if (chosen?.connection !== undefined) {
        void store.activate(chosen.connection);
      }
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve();
    });
    pick.show();
  });
}

/** The connection that a command was called for: by a row, by its id, or by asking where there are several. */
export async function chooseConnection(
  store: ConnectionStore,
  connectionId: string | undefined,
  placeHolder: string,
): Promise<Connection | undefined> {
  const { all } = store;
  if (connectionId !== undefined) {
    return store.find(connectionId);
  }
  if (all.length === 0) {
    await offerFirst();
    return undefined;
  }
  if (all.length === 1) {
    return all[0];
  }
  const items = all.map((connection) => ({ label: connection.name, detail: connection.origin, connection }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder });
  return picked?.connection;
}

async function offerFirst(): Promise<void> {
  const add = vscode.l10n.t("Add Connection…");
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t("There is no connection yet."),
    add,
  );
  if (answer === add) {
    await vscode.commands.executeCommand(commandIds.addConnection);
  }
}

export async function renameConnection(store: ConnectionStore, connection: Connection): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("Rename {0}", connection.name),
    value: connection.name,
    validateInput: (text) => (text.trim() === "" ? vscode.l10n.t("A connection needs a name.") : undefined),
  });
  const current = store.find(connection.id);
  if (name !== undefined && current !== undefined) {
    await store.save({ ...current, name: name.trim() }, undefined);
  }
}

/** Asks first, then forgets the connection and its key. */
export async function removeConnection(store: ConnectionStore, connection: Connection): Promise<void> {
  const remove = vscode.l10n.t("Remove");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Remove the connection {0}?", connection.name),
    {
      modal: true,
      detail: vscode.l10n.t(
        "Its API key and the IDs remembered for it are deleted from this machine. Files on the platform stay.",
      ),
    },
    remove,
  );
  if (answer === remove && !(await store.remove(connection))) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        "The connection {0} is removed, but this machine's keyring could not be used and may still hold its API key. To be safe, revoke the key with the provider.",
        connection.name,
      ),
    );
  }
}
