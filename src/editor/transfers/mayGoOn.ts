import type { Formats } from "../../shared/format.ts";
import type { TransferJob } from "../../transfer/queue/transfer.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import type { Retriever } from "../retrieve/retriever.ts";
import { confirmCost, countByConnection } from "../usage/confirmCost.ts";

/** Whether transfers may start or be taken up again: asks first where they need fresh links that have to be paid for. */
export type MayGoOn = (jobs: readonly TransferJob[]) => Promise<boolean>;

export function createMayGoOn(parts: {
  readonly store: ConnectionStore;
  readonly retriever: Retriever;
  readonly formats: Formats;
}): MayGoOn {
  const { store, retriever, formats } = parts;
  return (jobs) => {
    const withoutLink = jobs.flatMap((job) => {
      const connection = job.kind === "download" ? store.find(job.connectionId) : undefined;
      return job.kind === "download" && connection && retriever.lastLive(connection, job.fileId) === undefined
        ? [connection]
        : [];
    });
    return confirmCost(countByConnection(withoutLink), formats);
  };
}
