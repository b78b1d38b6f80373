import * as vscode from "vscode";
import type { Disposable } from "../../shared/disposable.ts";
import type { Formats } from "../../shared/format.ts";
import { canPause, canRetry, hasEnded, type Transfer } from "../../transfer/queue/transfer.ts";
import { commandIds } from "../ids.ts";
import { transferStateText, transferName } from "./transferText.ts";
import type { TransferFailureText } from "./failureText.ts";
import { placeText, transferPlace } from "./transferPlace.ts";
import type { Transfers } from "./transfers.ts";

/** A row of the transfers view: one object per transfer, so that VS Code keeps the selection. */
export interface TransferNode {
  readonly transferId: string;
}

/** What is needed of the view itself. */
export type TransfersView = Pick<vscode.TreeView<TransferNode>, "badge" | "selection">;

/** The transfers view: newest first, with a badge that counts what is not over. */
export class TransfersTree implements vscode.TreeDataProvider<TransferNode>, Disposable {
  readonly #transfers: Transfers;
  readonly #formats: Formats;
  readonly #describeFailure: TransferFailureText;
  readonly #nodes = new Map<string, TransferNode>();
  readonly #changed = new vscode.EventEmitter<TransferNode[] | undefined>();
  readonly #view: TransfersView;
  readonly #subscription: Disposable;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(parts: {
    view: TransfersView;
    transfers: Transfers;
    formats: Formats;
    describeFailure: TransferFailureText;
  }) {
    this.#view = parts.view;
    this.#transfers = parts.transfers;
    this.#formats = parts.formats;
    this.#describeFailure = parts.describeFailure;
    this.#subscription = parts.transfers.queue.onDidChange((ids) => {
      this.#update(ids);
    });
    this.#updateBadge();
  }

  /** The transfers that a command is for: clicked, selected with it, or selected in the view. */
  ofCommand(args: readonly unknown[]): readonly Transfer[] {
    const [clicked, selected] = args;
    const own = new Set<unknown>(this.#nodes.values());
    const rows = Array.isArray(selected) ? selected.filter((row) => own.has(row)) : [];
    const nodes = clicked === undefined ? this.#view.selection : rows.includes(clicked) ? rows : [clicked];
    return nodes
      .filter((node): node is TransferNode => own.has(node))
      .flatMap(({ transferId }) => this.#transfers.queue.get(transferId) ?? []);
  }

  getChildren(node?: TransferNode): TransferNode[] {
    return node === undefined
      ? this.#transfers.queue.transfers.map(({ id }) => this.#node(id)).reverse()
      : [];
  }

  getParent(): undefined {
    return undefined;
  }

  getTreeItem({ transferId }: TransferNode): vscode.TreeItem {
    const transfer = this.#transfers.queue.get(transferId);
    const item = new vscode.TreeItem("", vscode.TreeItemCollapsibleState.None);
    if (transfer === undefined) {
      return item;
    }
    const name = transferName(transfer.job);
    const state = transferStateText(transfer, this.#formats);
    item.id = transferId;
    item.label = name;
    item.description = state;
    item.iconPath = icon(transfer);
    item.contextValue = contextValue(transfer);
    item.tooltip = this.#tooltip(transfer);
    item.accessibilityInformation = { label: this.#label(transfer, name, state) };
    if (transfer.state.kind === "done" && transfer.state.result.kind === "download") {
      item.command = {
        command: commandIds.openTransfer,
        title: vscode.l10n.t("Open"),
        arguments: [this.#node(transferId)],
      };
    }
    return item;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** The row as a screen reader says it: what is an icon, or only in the tooltip, is said too. */
  #label({ job, state }: Transfer, name: string, stateText: string): string {
    const kind = job.kind === "download" ? vscode.l10n.t("Download") : vscode.l10n.t("Upload");
    const reason = state.kind === "failed" ? `: ${this.#describeFailure(state.failure, job).message}` : "";
    return `${kind}: ${name}, ${stateText}${reason}`;
  }

  #tooltip(transfer: Transfer): string {
    const { job, state } = transfer;
    const place = placeText(transferPlace(transfer));
    if (state.kind !== "failed") {
      return place;
    }
    const { message, remedy } = this.#describeFailure(state.failure, job);
    return `${place}\n${message}\n${remedy}`;
  }

  #node(transferId: string): TransferNode {
    const node = this.#nodes.get(transferId) ?? { transferId };
    this.#nodes.set(transferId, node);
    return node;
  }

  #update(ids: ReadonlySet<string>): void {
    const all = this.#transfers.queue.transfers;
    const known = new Set(all.map(({ id }) => id));
    const sameRows = known.size === this.#nodes.size && all.every(({ id }) => this.#nodes.has(id));
    for (const id of this.#nodes.keys()) {
      if (!known.has(id)) {
        this.#nodes.delete(id);
      }
    }
    this.#changed.fire(sameRows ? [...ids].map((id) => this.#node(id)) : undefined);
    this.#updateBadge();
  }

  #updateBadge(): void {
    const open = this.#transfers.queue.transfers.filter(
      ({ state }) => state.kind === "queued" || state.kind === "running",
    ).length;
    this.#view.badge =
      open === 0
        ? undefined
        : {
            value: open,
            tooltip: open === 1 ? vscode.l10n.t("1 transfer") : vscode.l10n.t("{0} transfers", open),
          };
  }
}

function icon({ job, state }: Transfer): vscode.ThemeIcon {
  switch (state.kind) {
    case "queued":
      return new vscode.ThemeIcon("clock");
    case "running":
      return new vscode.ThemeIcon(job.kind === "download" ? "cloud-download" : "cloud-upload");
    case "paused":
      return new vscode.ThemeIcon("debug-pause");
    case "done":
      return new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed"));
    case "failed":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
    case "cancelled":
      return new vscode.ThemeIcon("circle-slash");
  }
}

/** Tokens that `package.json` matches: what the transfer is and what can be done with it. */
function contextValue(transfer: Transfer): string {
  const { job, state } = transfer;
  return [
    "transfer",
    job.kind,
    state.kind,
    canPause(transfer) ? "canPause" : "",
    canRetry(transfer) ? "canRetry" : "",
    hasEnded(transfer) ? "ended" : "open",
  ]
    .filter((token) => token !== "")
    .join(" ");
}
