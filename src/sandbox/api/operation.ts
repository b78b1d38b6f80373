import type { IncomingMessage } from "node:http";
import type { Operation as PlatformOperation } from "../../platform/provider.ts";
import type { FaultBook } from "../faults/faultBook.ts";
import type { LinkMaker } from "../links/linkMaker.ts";
import type { SandboxSettings } from "../options.ts";
import type { FileStore } from "../store/fileStore.ts";
import type { IdMint } from "../store/idMint.ts";
import type { TaskBook } from "../tasks/taskBook.ts";
import type { Outcome } from "./outcome.ts";

/** What the sandbox can be asked. */
export type OperationName = PlatformOperation | "createVideo" | "createSpeech" | "models";

/** What operations work on. */
export interface Desk {
  readonly settings: SandboxSettings;
  readonly store: FileStore;
  readonly tasks: TaskBook;
  readonly faults: FaultBook;
  readonly links: LinkMaker;
  readonly ids: IdMint;
  /** Resolves when the changes made so far would survive a restart. */
  readonly save: () => Promise<void>;
}

/** One call, its key accepted. */
export interface Call {
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

export type Operation = (call: Call, desk: Desk) => Outcome | Promise<Outcome>;
