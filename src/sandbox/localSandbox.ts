import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seconds } from "./api/fileObject.ts";
import type { Ledger } from "./api/ledger.ts";
import type { Desk, OperationName } from "./api/operation.ts";
import { collect } from "./exchange/body.ts";
import type { Listener } from "./exchange/listener.ts";
import type { RequestLog, SeenRequest } from "./exchange/requestLog.ts";
import type { FaultRule } from "./faults/fault.ts";
import type { Face } from "./options.ts";
import { sandboxKey } from "./options.ts";
import type { NewFile, Sandbox } from "./sandbox.ts";
import { manyFiles } from "./seed/manyFiles.ts";
import { addFile } from "./store/addFile.ts";
import type { StoredFile } from "./store/storedFile.ts";
import type { NewTask } from "./tasks/taskBook.ts";

/** What `startSandbox` has put together. */
export interface Parts {
  readonly desk: Desk;
  readonly ledger: Ledger;
  readonly requests: RequestLog;
  readonly listeners: Readonly<Record<"api" | "link" | "backup", Listener>>;
  readonly folder: string;
  /** Puts the seed into an empty desk. */
  readonly seed: () => Promise<void>;
}

/** The handle on a running sandbox. */
export class LocalSandbox implements Sandbox {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get origin(): string {
    return this.#parts.listeners.api.origin;
  }

  get linkOrigin(): string {
    return this.#parts.listeners.link.origin;
  }

  get backupOrigin(): string {
    return this.#parts.listeners.backup.origin;
  }

  get key(): string {
    return this.#parts.desk.settings.keys[0] ?? sandboxKey;
  }

  get face(): Face {
    return this.#parts.desk.settings.face;
  }

  get folder(): string {
    return this.#parts.folder;
  }

  get files(): readonly StoredFile[] {
    return this.#parts.desk.store.all;
  }

  file(filename: string): StoredFile {
    const file = this.files.find((candidate) => candidate.filename === filename);
    if (file === undefined) {
      throw new Error(`The sandbox has no file called ${filename}`);
    }
    return file;
  }

  bytes(file: StoredFile): Promise<Buffer> {
    return collect(this.#parts.desk.store.read(file));
  }

  async addFile(file: NewFile): Promise<StoredFile> {
    const { store, ids, save } = this.#parts.desk;
    const stored = await addFile(file, store, ids, this.#now());
    await save();
    return stored;
  }

  async seedMany(count: number): Promise<void> {
    const { store, ids, save } = this.#parts.desk;
    for (const file of manyFiles(count, seconds(this.#now()))) {
      await addFile(file, store, ids, this.#now());
    }
    await save();
  }

  async addTask({ kind, seconds: duration, ending }: NewTask): Promise<string> {
    const { tasks, ids, settings, save } = this.#parts.desk;
    const now = this.#now();
    const task = tasks.add({
      id: ids.next(now),
      kind,
      createdAt: now,
      duration: (duration ?? settings.taskSeconds) * 1000,
      ending: ending ?? { kind: "success" },
      fileId: ids.next(now),
      produced: false,
    });
    await save();
    return task.id;
  }

  get faults(): readonly FaultRule[] {
    return this.#parts.desk.faults.rules;
  }

  async misbehave(...rules: readonly FaultRule[]): Promise<void> {
    this.#parts.desk.faults.add(rules);
    await this.#openAndClose();
  }

  async behave(): Promise<void> {
    this.#parts.desk.faults.clear();
    await this.#openAndClose();
  }

  async expireLinks(): Promise<void> {
    const { links, save } = this.#parts.desk;
    links.expireAll();
    await save();
  }

  async reset(): Promise<void> {
    const { desk, ledger, requests, seed } = this.#parts;
    await this.behave();
    await desk.tasks.clear();
    await desk.store.clear();
    ledger.clear();
    requests.clear();
    await seed();
    await desk.save();
  }

  get requests(): readonly SeenRequest[] {
    return this.#parts.requests.all;
  }

  get leaks(): readonly SeenRequest[] {
    return this.#parts.requests.leaks;
  }

  count(operation: OperationName): number {
    return this.#parts.ledger.count(operation);
  }

  get spent(): number {
    return this.#parts.ledger.spent;
  }

  async stop(): Promise<void> {
    const { desk, listeners, folder } = this.#parts;
    await Promise.all(Object.values(listeners).map((listener) => listener.close()));
    await desk.save();
    if (desk.settings.folder === undefined) {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Closes the link hosts that are to be down, and opens the others. */
  async #openAndClose(): Promise<void> {
    const { desk, listeners } = this.#parts;
    const set = (listener: Listener, down: boolean): Promise<void> =>
      down ? listener.close() : listener.open();
    await Promise.all([
      set(listeners.link, desk.faults.isDown("primary")),
      set(listeners.backup, desk.faults.isDown("backup")),
    ]);
  }

  #now(): number {
    return this.#parts.desk.settings.clock.now();
  }
}

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "minimax-sandbox-"));
}
