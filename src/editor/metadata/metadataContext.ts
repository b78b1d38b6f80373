import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import type { LinkProbe } from "../../catalog/verification.ts";
import type { FileId } from "../../platform/fileRecord.ts";
import type { Operation } from "../../platform/provider.ts";
import type { Formats } from "../../shared/format.ts";
import type { PanelActionId } from "../../shared/panelProtocol.ts";
import type { Connection } from "../connections/connection.ts";

/** What is known around a file when it is shown. */
export interface MetadataContext {
  readonly connection: Connection;
  /** Whether the connection is known to offer an operation. */
  readonly offers: (operation: Operation) => boolean;
  /** The actions that somebody carries out; the others are not shown. */
  readonly actions: ReadonlySet<PanelActionId>;
  readonly formats: Formats;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** What an answer is checked against. */
export interface Expectations {
  readonly requestedId: FileId;
  /** The explorer's knowledge of the file, if it has any. */
  readonly entry: CatalogEntry | undefined;
  /** What the link itself said, if it was asked. */
  readonly probe: LinkProbe | undefined;
}
