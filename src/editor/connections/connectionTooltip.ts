import * as vscode from "vscode";
import type { ExplorerModel } from "../../catalog/explorerModel.ts";
import { quotaGauge } from "../../catalog/totals.ts";
import type { Capabilities } from "../../platform/capabilities.ts";
import type { Operation } from "../../platform/provider.ts";
import type { Formats } from "../../shared/format.ts";
import type { CapabilityStore } from "../capabilityStore.ts";
import { totalsText } from "../explorer/groupText.ts";
import { quotaBar, quotaText } from "../explorer/viewText.ts";
import type { SandboxHost } from "../sandbox/sandboxHost.ts";
import { sandboxStatus } from "../sandbox/sandboxText.ts";
import type { LedgerStore } from "../usage/ledgerStore.ts";
import { retrievePrice } from "../usage/prices.ts";
import { spendingText } from "../usage/usageCommand.ts";
import type { ConnectionFiles } from "../explorer/connectionFiles.ts";
import { connectionHeading } from "./connectionHeading.ts";

/** What a connection's tooltip is made from. */
export interface ConnectionFacts {
  readonly capabilities: CapabilityStore;
  readonly ledger: LedgerStore;
  readonly formats: Formats;
  readonly sandbox: Pick<SandboxHost, "running">;
}

const shown: readonly Operation[] = [
  "list",
  "upload",
  "retrieve",
  "content",
  "delete",
  "videoTask",
  "speechTask",
];

/** What is known of a connection: where it leads, what it holds, what it can do, what it has cost. Makes no call. */
export function connectionTooltip(
  { connection, catalog }: Pick<ConnectionFiles, "connection" | "catalog">,
  model: ExplorerModel | undefined,
  { capabilities, ledger, formats, sandbox }: ConnectionFacts,
): vscode.MarkdownString {
  const tooltip = connectionHeading(connection);
  const line = (icon: string, text: string): void => {
    tooltip.appendMarkdown(`$(${icon}) `).appendText(text).appendMarkdown("  \n");
  };
  for (const status of sandboxStatus(sandbox.running, connection)) {
    line("beaker", status);
  }
  if (model !== undefined && model.all.count > 0) {
    line("files", totalsText(model.all, formats));
  }
  if (capabilities.offers(connection, "list")) {
    const gauge = quotaGauge(catalog.values());
    line(
      gauge.level === "normal" ? "database" : "warning",
      `${quotaBar(gauge)} ${quotaText(gauge, formats)}`,
    );
  }
  const known = capabilities.of(connection);
  for (const operation of shown) {
    line(
      capabilityIcon(known, operation),
      `${operationName(operation)}: ${capabilityText(known, operation)}`,
    );
  }
  const { today } = ledger.totals(connection);
  const price = retrievePrice(connection);
  if (price > 0) {
    const each = formats.money(Math.round(price * 1_000_000));
    line("credit-card", vscode.l10n.t("{0} a retrieve; today: {1}", each, spendingText(today, formats)));
  }
  return tooltip;
}

function operationName(operation: Operation): string {
  switch (operation) {
    case "list":
      return vscode.l10n.t("List");
    case "upload":
      return vscode.l10n.t("Upload");
    case "retrieve":
      return vscode.l10n.t("Retrieve by ID");
    case "content":
      return vscode.l10n.t("Download without a link");
    case "delete":
      return vscode.l10n.t("Delete");
    case "videoTask":
      return vscode.l10n.t("Video tasks");
    case "speechTask":
      return vscode.l10n.t("Long speech tasks");
  }
}

function capabilityText(capabilities: Capabilities, operation: Operation): string {
  switch (capabilities[operation]) {
    case "documented":
      return vscode.l10n.t("yes, as documented");
    case "proven":
      return vscode.l10n.t("yes");
    case "refused":
      return vscode.l10n.t("refused by the provider");
    case "unknown":
      return vscode.l10n.t("not documented");
  }
}

function capabilityIcon(capabilities: Capabilities, operation: Operation): string {
  switch (capabilities[operation]) {
    case "documented":
    case "proven":
      return "check";
    case "refused":
      return "x";
    case "unknown":
      return "question";
  }
}
