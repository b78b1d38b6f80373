import type { Formats } from "../../shared/format.ts";
import type { TransferJob } from "../../transfer/queue/transfer.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import type { Retriever } from "../retrieve/retriever.ts";
import { confirmLinks } from "../retrieve/confirmLinks.ts";

/** Whether transfers may start or be taken up again: asks first where they need fresh links that have to be paid for. */
export type MayGoOn = (jobs: readonly TransferJob[]) => Promise<boolean>;

export function createMayGoOn(parts: {
  readonly store: ConnectionStore;
  readonly retriever: Retriever;
  readonly formats: Formats;
}): MayGoOn {
  const { store, retriever, formats } = parts;
  return (jobs) => {
    const files = jobs.flatMap((job) => {
      const connection = job.kind === "download" ? store.find(job.connectionId) : undefined;
      return job.kind === "download" && connection ? [{ connection, fileId: job.fileId }] : [];
    });
    return confirmLinks(files, retriever, formats);
  };
}
