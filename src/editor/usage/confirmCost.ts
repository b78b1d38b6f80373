import * as vscode from "vscode";
import { addSpending, estimate, noSpending } from "../../catalog/ledger.ts";
import type { Formats } from "../../shared/format.ts";
import type { Connection } from "../connections/connection.ts";
import { costAskAbove } from "../settings.ts";
import { retrievePrice } from "./prices.ts";

/** Calls that a command is about to make on a connection. */
export interface PlannedCalls {
  readonly connection: Connection;
  readonly retrieves: number;
}

/**
 * Asks before retrieves that together cost more than the user has set: before each paid one unless they have set more.
 * Free ones are not asked about.
 *
 * @returns whether to go on
 */
export async function confirmCost(planned: readonly PlannedCalls[], formats: Formats): Promise<boolean> {
  const paid = planned.filter(({ connection }) => retrievePrice(connection) > 0);
  const { calls, microDollars } = paid
    .map(({ connection, retrieves }) => estimate(retrieves, retrievePrice(connection)))
    .reduce(addSpending, noSpending);
  if (microDollars <= Math.round(costAskAbove() * 1_000_000)) {
    return true;
  }
  const goOn = vscode.l10n.t("Spend {0}", formats.money(microDollars));
  const answer = await vscode.window.showWarningMessage(
    calls === 1
      ? vscode.l10n.t("This makes a paid call.")
      : vscode.l10n.t("This makes {0} paid calls.", formats.count(calls)),
    {
      modal: true,
      detail: vscode.l10n.t(
        "{0} charges for each retrieve: about {1} together. The sum above which you are asked is a setting.",
        paid.map(({ connection }) => connection.name).join(", "),
        formats.money(microDollars),
      ),
    },
    goOn,
  );
  return answer === goOn;
}

/** Groups calls by their connection. */
export function countByConnection(connections: Iterable<Connection | undefined>): readonly PlannedCalls[] {
  const counts = new Map<string, PlannedCalls>();
  for (const connection of connections) {
    if (connection !== undefined) {
      const retrieves = (counts.get(connection.id)?.retrieves ?? 0) + 1;
      counts.set(connection.id, { connection, retrieves });
    }
  }
  return [...counts.values()];
}
