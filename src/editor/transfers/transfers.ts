import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Clock } from "../../shared/clock.ts";
import type { Disposable } from "../../shared/disposable.ts";
import type { Log } from "../../shared/log.ts";
import { discardPartial } from "../../transfer/download/partialFile.ts";
import { restoreTransfers } from "../../transfer/queue/restore.ts";
import type { TransferRunner } from "../../transfer/queue/run.ts";
import { snapshotOf } from "../../transfer/queue/snapshot.ts";
import { hasEnded, type DownloadTransferJob, type Transfer } from "../../transfer/queue/transfer.ts";
import { TransferQueue } from "../../transfer/queue/transferQueue.ts";
import { settingIds } from "../ids.ts";
import { transferConcurrency } from "../settings.ts";
import { downloadIdentity } from "./downloadFile.ts";
import { isVirtual, removeFromDisk } from "./virtualDownload.ts";

const stateKey = "transfers";

/**
 * The window's transfers: the queue, kept over reloads, with disk and platform in step with it. What was under
 * way when the window closed waits for the user.
 */
export class Transfers implements Disposable {
  readonly queue: TransferQueue;
  readonly #state: vscode.Memento;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #subscriptions: readonly Disposable[];
  /** By target: what a download there has left is being removed. */
  readonly #cleaning = new Map<string, Promise<void>>();

  constructor(parts: { run: TransferRunner; state: vscode.Memento; clock: Clock; log: Log }) {
    this.#state = parts.state;
    this.#clock = parts.clock;
    this.#log = parts.log;
    const now = parts.clock.now();
    const restored = restoreTransfers(parts.state.get(stateKey), { resumeDownloads: false, now });
    this.queue = new TransferQueue({
      run: async (transfer, control) => {
        // A file that is wanted again at once would find the place taken, by us.
        await this.#cleaning.get(transfer.job.kind === "download" ? transfer.job.target : "");
        return await parts.run(transfer, control);
      },
      clock: parts.clock,
      createId: randomUUID,
      concurrency: transferConcurrency(),
      restored,
    });
    this.#subscriptions = [
      this.queue.onDidChange(() => void this.#save()),
      this.queue.onDidEnd((transfer) => {
        this.#log.info(`${transfer.job.kind} ${transfer.id} ended: ${transfer.state.kind}`);
        if (transfer.state.kind === "cancelled") {
          void this.#cleanUpAfterCancel(transfer);
        }
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(settingIds.transferConcurrency)) {
          this.queue.setConcurrency(transferConcurrency());
        }
      }),
    ];
    for (const transfer of restored) {
      // Cancelled in the moment when the window closed: it had no time to clean up.
      if (transfer.state.kind === "cancelled" && transfer.state.endedAt === now) {
        void this.#cleanUpAfterCancel(transfer);
      }
    }
  }

  /**
   * Takes an ended transfer off the list; what a failed download had received goes with it, unless the same file is
   * wanted again and another download goes on from there.
   */
  async remove(transfer: Transfer): Promise<void> {
    this.queue.remove(transfer.id);
    if (transfer.state.kind === "failed" && !this.#goesOn(transfer)) {
      await this.#cleanUp(transfer);
    }
  }

  /** Interrupts what runs and keeps the list for the next session. */
  async close(): Promise<void> {
    this.dispose();
    await this.#save();
    await this.queue.close();
    await Promise.all(this.#cleaning.values());
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  #goesOn({ job }: Transfer): boolean {
    return this.queue.transfers.some(
      (other) =>
        job.kind === "download" &&
        other.job.kind === "download" &&
        other.job.target === job.target &&
        !hasEnded(other),
    );
  }

  async #cleanUpAfterCancel(transfer: Transfer): Promise<void> {
    try {
      await this.#cleanUp(transfer);
    } catch (error) {
      this.#log.warn(`What a cancelled download had received could not be removed: ${String(error)}`);
    }
  }

  async #cleanUp({ job }: Transfer): Promise<void> {
    if (job.kind === "download") {
      const removed = this.#discard(job);
      const settled = removed.catch(() => undefined);
      this.#cleaning.set(job.target, settled);
      await settled;
      if (this.#cleaning.get(job.target) === settled) {
        this.#cleaning.delete(job.target);
      }
      await removed;
    }
  }

  async #discard(job: DownloadTransferJob): Promise<void> {
    await discardPartial(job.target, downloadIdentity(job), this.#clock);
    if (isVirtual(job)) {
      await removeFromDisk(job);
    }
  }

  async #save(): Promise<void> {
    await this.#state.update(stateKey, snapshotOf(this.queue.transfers));
  }
}
