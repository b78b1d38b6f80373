import type { JsonObject } from "../shared/jsonValue.ts";
import type { OperationName } from "./api/operation.ts";
import type { SeenRequest } from "./exchange/requestLog.ts";
import type { FaultRule } from "./faults/fault.ts";
import type { Face } from "./options.ts";
import type { LinkShape, StoredFile } from "./store/storedFile.ts";
import type { NewTask } from "./tasks/taskBook.ts";

/** A file to put into the sandbox directly. */
export interface NewFile {
  readonly filename: string;
  readonly purpose: string;
  /** Bytes, or a number of bytes of repeatable noise that take no room on disk (`pattern.ts`). */
  readonly content: Uint8Array | { readonly size: number; readonly seed?: number };
  /** Minted where absent. */
  readonly id?: string;
  /** Unix seconds; now by default. */
  readonly createdAt?: number;
  /** Told with `bytes: 0` and left out of `list`; false by default. */
  readonly generated?: boolean;
  readonly extra?: JsonObject;
  readonly link?: Partial<LinkShape>;
}

/** A running sandbox. */
export interface Sandbox {
  /** Of the API: `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly linkOrigin: string;
  readonly backupOrigin: string;
  /** A key that it accepts. */
  readonly key: string;
  readonly face: Face;
  /** Where its files are. */
  readonly folder: string;

  /** All files, generated ones included, oldest first. */
  readonly files: readonly StoredFile[];
  /** The first file of that name; an error if there is none. */
  file(filename: string): StoredFile;
  /** A file's bytes. */
  bytes(file: StoredFile): Promise<Buffer>;
  addFile(file: NewFile): Promise<StoredFile>;
  /** Adds `count` files of all purposes and sizes that take no room on disk. */
  seedMany(count: number): Promise<void>;
  /** Starts a task and resolves to its id. */
  addTask(task: NewTask): Promise<string>;

  /** Puts faults in force, after those that are. */
  misbehave(...rules: readonly FaultRule[]): Promise<void>;
  /** Ends all misbehaviour. */
  behave(): Promise<void>;
  /** The faults in force, with what is left of their counts. */
  readonly faults: readonly FaultRule[];
  /** Makes every signed link given out so far an expired one. */
  expireLinks(): Promise<void>;
  /** Back to the seed: files, tasks, faults, counts. */
  reset(): Promise<void>;

  /** The newest requests to any of its ports. */
  readonly requests: readonly SeenRequest[];
  /** Requests that brought a key to a link host: there must never be one. */
  readonly leaks: readonly SeenRequest[];
  /** Calls of an operation that were carried out, refusals included; not those that a fault replaced. */
  count(operation: OperationName): number;
  /** US dollars that the calls would have cost. */
  readonly spent: number;

  /** Ends all connections; removes the folder if nobody asked for one. */
  stop(): Promise<void>;
}
