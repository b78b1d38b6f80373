import type { TaskKind } from "../../platform/platform.ts";
import type { StoredFile } from "../store/storedFile.ts";
import type { Ending, StoredTask } from "./storedTask.ts";
import { taskStatus } from "./storedTask.ts";

/** Makes the file that a finished task leaves behind. */
export type Produce = (task: StoredTask) => Promise<StoredFile>;

const notProduced: Ending = { kind: "fail", code: 1000, message: "the file could not be made" };

/** The tasks of the sandbox, running and ended. */
export class TaskBook {
  readonly #tasks = new Map<string, StoredTask>();
  readonly #produce: Produce;
  #settled: Promise<unknown> = Promise.resolve();

  constructor(tasks: readonly StoredTask[], produce: Produce) {
    this.#produce = produce;
    for (const task of tasks) {
      this.add(task);
    }
  }

  get all(): readonly StoredTask[] {
    return [...this.#tasks.values()];
  }

  get(kind: TaskKind, id: string): StoredTask | undefined {
    const task = this.#tasks.get(id);
    return task?.kind === kind ? task : undefined;
  }

  add(task: StoredTask): StoredTask {
    this.#tasks.set(task.id, task);
    return task;
  }

  /**
   * Brings the files of tasks that have ended meanwhile into being. True if there were any. One call waits for the
   * other, so that no answer names a file that is still being made.
   */
  settle(now: number): Promise<boolean> {
    const settled = this.#settled.then(() => this.#settle(now));
    this.#settled = settled.catch(() => undefined);
    return settled;
  }

  async #settle(now: number): Promise<boolean> {
    const due = this.all.filter((task) => !task.produced && taskStatus(task, now) === "Success");
    for (const task of due) {
      try {
        await this.#produce(task);
      } catch (error) {
        // A success without a file is nothing that the platform has, and tried again it would fail every later call.
        this.add({ ...task, produced: true, ending: notProduced });
        throw error;
      }
      this.add({ ...task, produced: true });
    }
    return due.length > 0;
  }

  /** Forgets all tasks, once no file of theirs is being made any more. */
  clear(): Promise<void> {
    const cleared = this.#settled.then(() => {
      this.#tasks.clear();
    });
    this.#settled = cleared;
    return cleared;
  }
}

/** A task as it is asked for: everything else the sandbox decides. */
export interface NewTask {
  readonly kind: TaskKind;
  /** Seconds until it ends; the sandbox's setting by default. */
  readonly seconds?: number;
  /** Success by default. */
  readonly ending?: Ending;
}
