import type { TaskState } from "../../platform/platform.ts";
import type { Clock } from "../../shared/clock.ts";
import { isCancellation } from "../../shared/cancellation.ts";
import type { Disposable } from "../../shared/disposable.ts";
import type { Log } from "../../shared/log.ts";
import { delayAfterError, leastGap } from "./pollPlan.ts";
import {
  afterAnswer,
  afterFailure,
  claim,
  stopIfTooOld,
  taskKey,
  type QueryFailure,
  type WatchedTask,
} from "./watchedTask.ts";

/** The tasks as they are stored now: another window may have changed them. */
export interface TaskShelf {
  readonly all: readonly WatchedTask[];
  find(key: string): WatchedTask | undefined;
  /** Puts a task in the place of the one with its key. Does nothing if that one is gone. */
  replace(task: WatchedTask): Promise<void>;
}

export interface TaskWatcherParts {
  readonly tasks: TaskShelf;
  readonly query: (task: WatchedTask, signal: AbortSignal) => Promise<TaskState>;
  /** Reads an error of `query`. */
  readonly failureOf: (error: unknown, task: WatchedTask) => QueryFailure;
  /** Milliseconds after which a task is no longer asked about. */
  readonly maximumAge: () => number;
  /** Milliseconds by which this window asks later than is due, so that the one in front claims the query first. */
  readonly lateness: () => number;
  /** Told once of each task that has ended, by the window that asked. */
  readonly onEnd: (task: WatchedTask) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Asks about watched tasks when they are due: one query per task at a time, with a gap between any two. A query is
 * claimed in the store before it is sent, so that of several windows one asks.
 */
export class TaskWatcher implements Disposable {
  readonly #parts: TaskWatcherParts;
  readonly #closed = new AbortController();
  /** The queries under way, by their tasks' keys. */
  readonly #asking = new Map<string, { readonly task: WatchedTask; readonly unwanted: AbortController }>();
  #waking = new AbortController();

  constructor(parts: TaskWatcherParts) {
    this.#parts = parts;
  }

  /** Watches until disposed. */
  async run(): Promise<void> {
    const { clock, lateness } = this.#parts;
    while (!this.#closed.signal.aborted) {
      const task = this.#next();
      const wait = task === undefined ? Infinity : Math.max(0, dueAt(task) + lateness() - clock.now());
      if (task === undefined || wait > 0) {
        await this.#sleep(wait);
      } else {
        void this.#ask(task);
        await this.#pause(leastGap);
      }
    }
  }

  /** Looks at the store again: a task came, went or is to be asked about sooner. */
  wake(): void {
    for (const { task, unwanted } of this.#asking.values()) {
      if (this.#current(task)?.state.kind !== "watching") {
        unwanted.abort();
      }
    }
    this.#waking.abort();
  }

  dispose(): void {
    this.#closed.abort();
    this.wake();
  }

  #next(): WatchedTask | undefined {
    return this.#parts.tasks.all
      .filter((task) => task.state.kind === "watching" && !this.#asking.has(taskKey(task)))
      .sort((a, b) => dueAt(a) - dueAt(b))[0];
  }

  /** The task as it is now; `undefined` where it is gone, or is watched as one of another kind. */
  #current(task: WatchedTask): WatchedTask | undefined {
    const known = this.#parts.tasks.find(taskKey(task));
    return known?.kind === task.kind ? known : undefined;
  }

  async #ask(task: WatchedTask): Promise<void> {
    const { tasks, clock, log } = this.#parts;
    const key = taskKey(task);
    const unwanted = new AbortController();
    this.#asking.set(key, { task, unwanted });
    try {
      await tasks.replace(claim(task, clock.now()));
      await this.#query(task, AbortSignal.any([this.#closed.signal, unwanted.signal]));
    } catch (error) {
      log.error(`Task ${task.taskId} could not be stored: ${String(error)}`);
      await this.#pause(delayAfterError(1, undefined));
    } finally {
      this.#asking.delete(key);
      this.wake();
    }
  }

  /** Rejects only where the answer cannot be stored. */
  async #query(task: WatchedTask, signal: AbortSignal): Promise<void> {
    const { query, failureOf, clock } = this.#parts;
    let change: (known: WatchedTask) => WatchedTask;
    try {
      const answer = await query(task, signal);
      change = (known) => afterAnswer(known, answer, clock.now());
    } catch (error) {
      if (isCancellation(error)) {
        return;
      }
      const failure = failureOf(error, task);
      change = (known) => afterFailure(known, failure, clock.now());
    }
    await this.#apply(task, change);
  }

  /** Changes the task as it is now: it may have been stopped, removed or asked about elsewhere meanwhile. */
  async #apply(asked: WatchedTask, change: (task: WatchedTask) => WatchedTask): Promise<void> {
    const { tasks, maximumAge, onEnd, clock } = this.#parts;
    const known = this.#current(asked);
    if (known === undefined) {
      return;
    }
    const changed = stopIfTooOld(change(known), maximumAge(), clock.now());
    await tasks.replace(changed);
    if (known.state.kind === "watching" && changed.state.kind !== "watching") {
      onEnd(changed);
    }
  }

  /** Until woken, or for so long. */
  async #sleep(milliseconds: number): Promise<void> {
    this.#waking = new AbortController();
    // The longest timer of JavaScript, and a look at the store every few minutes for what other windows did.
    await this.#pause(Math.min(milliseconds, 5 * 60_000), this.#waking.signal);
  }

  async #pause(milliseconds: number, signal: AbortSignal = this.#closed.signal): Promise<void> {
    try {
      await this.#parts.clock.sleep(milliseconds, signal);
    } catch {
      // Woken early: that is what the signal is for.
    }
  }
}

function dueAt({ state }: WatchedTask): number {
  return state.kind === "watching" ? state.nextAt : Infinity;
}
