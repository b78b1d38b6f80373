import type { TaskState } from "../../platform/platform.ts";
import type { Clock } from "../../shared/clock.ts";
import { isCancellation } from "../../shared/cancellation.ts";
import type { Disposable } from "../../shared/disposable.ts";
import { leastGap } from "./pollPlan.ts";
import {
  afterAnswer,
  afterFailure,
  claim,
  isTooOld,
  stop,
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
  readonly failureOf: (error: unknown) => QueryFailure;
  /** Milliseconds after which a task is no longer asked about. */
  readonly maximumAge: () => number;
  /** Milliseconds by which this window asks later than is due, so that the one in front claims the query first. */
  readonly lateness: () => number;
  /** Told once of each task that has ended, by the window that asked. */
  readonly onEnd: (task: WatchedTask) => void;
  readonly clock: Clock;
}

/**
 * Asks about watched tasks when they are due: one query per task at a time, with a gap between any two. A query is
 * claimed in the store before it is sent, so that of several windows one asks.
 */
export class TaskWatcher implements Disposable {
  readonly #parts: TaskWatcherParts;
  readonly #closed = new AbortController();
  readonly #asking = new Set<string>();
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

  async #ask(task: WatchedTask): Promise<void> {
    const { tasks, query, failureOf, maximumAge, clock } = this.#parts;
    const key = taskKey(task);
    this.#asking.add(key);
    try {
      if (isTooOld(task, maximumAge(), clock.now())) {
        await tasks.replace(stop(task, "age", clock.now()));
        return;
      }
      await tasks.replace(claim(task, clock.now()));
      const answer = await query(task, this.#closed.signal);
      await this.#apply(key, (known) => afterAnswer(known, answer, clock.now()));
    } catch (error) {
      if (!isCancellation(error)) {
        await this.#apply(key, (known) => afterFailure(known, failureOf(error), clock.now()));
      }
    } finally {
      this.#asking.delete(key);
      this.wake();
    }
  }

  /** Changes the task as it is now: it may have been stopped, removed or asked about elsewhere meanwhile. */
  async #apply(key: string, change: (task: WatchedTask) => WatchedTask): Promise<void> {
    const known = this.#parts.tasks.find(key);
    if (known === undefined) {
      return;
    }
    const changed = change(known);
    await this.#parts.tasks.replace(changed);
    if (known.state.kind === "watching" && changed.state.kind !== "watching") {
      this.#parts.onEnd(changed);
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
