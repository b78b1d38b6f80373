import type { FileId } from "../../platform/fileRecord.ts";
import type { Formats } from "../../shared/format.ts";
import type { Connection } from "../connections/connection.ts";
import { confirmCost, countByConnection } from "../usage/confirmCost.ts";
import type { Retriever } from "./retriever.ts";

/**
 * Asks before fresh links are paid for, for those of the files that have none that works, as `confirmCost` does.
 *
 * @returns whether to go on
 */
export function confirmLinks(
  files: readonly { readonly connection: Connection; readonly fileId: FileId }[],
  retriever: Pick<Retriever, "lastLive">,
  formats: Formats,
): Promise<boolean> {
  const dead = files.filter(({ connection, fileId }) => retriever.lastLive(connection, fileId) === undefined);
  return confirmCost(countByConnection(dead.map(({ connection }) => connection)), formats);
}
