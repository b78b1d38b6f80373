import * as vscode from "vscode";
import { canRetry, type Transfer } from "../../transfer/queue/transfer.ts";
import type { HandlersFor } from "../commands.ts";
import { copyLines } from "../copyLines.ts";
import { commandIds } from "../ids.ts";
import type { MayGoOn } from "./mayGoOn.ts";
import { revealFile } from "./revealFile.ts";
import { placeText, transferPlace } from "./transferPlace.ts";
import type { Transfers } from "./transfers.ts";
import type { TransfersTree } from "./transfersTree.ts";

type TransferCommand =
  | "cancelTransfer"
  | "pauseTransfer"
  | "resumeTransfer"
  | "retryTransfer"
  | "removeTransfer"
  | "openTransfer"
  | "revealTransfer"
  | "copyTransferPath"
  | "cancelAllTransfers"
  | "retryFailedTransfers"
  | "clearTransfers";

/** The commands of the transfers view. */
export function transferCommands(
  transfers: Transfers,
  tree: TransfersTree,
  mayGoOn: MayGoOn,
): HandlersFor<TransferCommand> {
  const { queue } = transfers;
  const takeUp = async (wanted: readonly Transfer[], act: (id: string) => void): Promise<void> => {
    if (await mayGoOn(wanted.map(({ job }) => job))) {
      for (const { id } of wanted) {
        act(id);
      }
    }
  };
  const retry = (id: string): void => {
    queue.retry(id);
  };
  const forEach =
    (act: (transfer: Transfer) => unknown) =>
    (...args: unknown[]): Promise<unknown> =>
      Promise.all(tree.ofCommand(args).map(act));
  return {
    [commandIds.cancelTransfer]: forEach(({ id }) => {
      queue.cancel(id);
    }),
    [commandIds.pauseTransfer]: forEach(({ id }) => {
      queue.pause(id);
    }),
    [commandIds.resumeTransfer]: (...args: unknown[]) =>
      takeUp(
        tree.ofCommand(args).filter(({ state }) => state.kind === "paused"),
        (id) => {
          queue.resume(id);
        },
      ),
    [commandIds.retryTransfer]: (...args: unknown[]) => takeUp(tree.ofCommand(args).filter(canRetry), retry),
    [commandIds.removeTransfer]: forEach((transfer) => transfers.remove(transfer)),
    [commandIds.openTransfer]: forEach((transfer) =>
      vscode.commands.executeCommand("vscode.open", transferPlace(transfer)),
    ),
    [commandIds.revealTransfer]: forEach((transfer) => revealFile(transferPlace(transfer))),
    [commandIds.copyTransferPath]: (...args: unknown[]) =>
      copyLines(tree.ofCommand(args).map((transfer) => placeText(transferPlace(transfer)))),
    [commandIds.cancelAllTransfers]: () => {
      queue.cancelAll();
    },
    [commandIds.retryFailedTransfers]: () =>
      takeUp(
        queue.transfers.filter(({ state }) => state.kind === "failed"),
        retry,
      ),
    [commandIds.clearTransfers]: () =>
      Promise.all(queue.transfers.map((transfer) => transfers.remove(transfer))),
  };
}
