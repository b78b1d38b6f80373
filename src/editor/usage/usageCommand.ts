import * as vscode from "vscode";
import { daySum, type Spending } from "../../catalog/ledger.ts";
import type { Formats } from "../../shared/format.ts";
import type { HandlersFor } from "../commands.ts";
import { connectionIdOf } from "../connections/connectionCommands.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { commandIds } from "../ids.ts";
import type { LedgerStore } from "./ledgerStore.ts";
import { retrievePrice } from "./prices.ts";

interface UsageContext {
  readonly store: ConnectionStore;
  readonly ledger: LedgerStore;
  readonly formats: Formats;
}

/** Days that are listed one by one. */
const listedDays = 30;

/** "Usage…": what paid calls have cost, as a list that can be searched. */
export function usageCommands(context: UsageContext): HandlersFor<"usage"> {
  return {
    [commandIds.usage]: async (...args: unknown[]) => {
      const id = connectionIdOf(args[0]);
      const { store } = context;
      // The connection of the focused row comes first.
      const connections = store.all.toSorted((a, b) => Number(b.id === id) - Number(a.id === id));
      const price: vscode.QuickPickItem = {
        label: vscode.l10n.t("Change the price of a call…"),
        iconPath: new vscode.ThemeIcon("settings-gear"),
      };
      const picked = await vscode.window.showQuickPick(
        [
          ...connections.flatMap((connection) => usageItems(connection, context)),
          { label: "", kind: vscode.QuickPickItemKind.Separator },
          price,
        ],
        {
          title: vscode.l10n.t("MiniMax Files: Usage"),
          placeHolder: vscode.l10n.t("What the calls of this machine have cost, as far as prices are known"),
        },
      );
      if (picked === price) {
        await vscode.commands.executeCommand("workbench.action.openSettings", "minimaxFiles.cost");
      }
    },
  };
}

function usageItems(connection: Connection, { ledger, formats }: UsageContext): vscode.QuickPickItem[] {
  const heading = { label: connection.name, kind: vscode.QuickPickItemKind.Separator };
  const { today, thisMonth, all } = ledger.totals(connection);
  const price = retrievePrice(connection);
  if (price === 0 && all.calls === 0) {
    return [heading, { label: vscode.l10n.t("Free"), description: vscode.l10n.t("calls cost nothing here") }];
  }
  const days = [...ledger.ledger(connection).days].reverse().slice(0, listedDays);
  return [
    heading,
    usageItem(vscode.l10n.t("Today"), today, formats),
    usageItem(vscode.l10n.t("This month"), thisMonth, formats),
    usageItem(vscode.l10n.t("In total"), all, formats),
    ...days.map(([day, operations]) => usageItem(day, daySum(operations), formats)),
  ];
}

function usageItem(label: string, spending: Spending, formats: Formats): vscode.QuickPickItem {
  return { label, description: spendingText(spending, formats) };
}

/** `$0.008 · 2 calls`. */
export function spendingText({ calls, microDollars }: Spending, formats: Formats): string {
  const made = calls === 1 ? vscode.l10n.t("1 call") : vscode.l10n.t("{0} calls", formats.count(calls));
  return `${formats.money(microDollars)} · ${made}`;
}
