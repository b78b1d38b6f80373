import type { FileId } from "../../platform/fileRecord.ts";
import type { Connection } from "../connections/connection.ts";
import type { Retriever } from "../retrieve/retriever.ts";
import { retrievePrice } from "../usage/prices.ts";

/** US dollars that a link to a file costs now; 0 where calls are free, or a link of this session still works. */
export function linkPrice(retriever: Retriever, connection: Connection, id: FileId): number {
  return retriever.lastLive(connection, id) === undefined ? retrievePrice(connection) : 0;
}
