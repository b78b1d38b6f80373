import * as vscode from "vscode";
import { tasksFromJson, tasksToJson } from "../../catalog/tasks/taskStorage.ts";
import type { TaskShelf } from "../../catalog/tasks/taskWatcher.ts";
import { taskKey, type WatchedTask } from "../../catalog/tasks/watchedTask.ts";
import type { Disposable } from "../../shared/disposable.ts";
import { tasksKey } from "./tasksKey.ts";

/** The watched tasks, kept over reloads and restarts and shared by all windows: what is stored is the truth. */
export class TaskStore implements TaskShelf, Disposable {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: Disposable;
  /** What was last told of by `onDidChange`. */
  #told: unknown;
  #read: { readonly stored: unknown; readonly tasks: readonly WatchedTask[] } | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
    this.#told = state.get(tasksKey);
    // Another window's changes reach the state silently: look again when the user comes back to this one.
    this.#subscription = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused && this.#state.get(tasksKey) !== this.#told) {
        this.#tell();
      }
    });
  }

  /** Oldest first. */
  get all(): readonly WatchedTask[] {
    const stored = this.#state.get<unknown>(tasksKey);
    if (this.#read?.stored !== stored || this.#read === undefined) {
      this.#read = { stored, tasks: tasksFromJson(stored) };
    }
    return this.#read.tasks;
  }

  find(key: string): WatchedTask | undefined {
    return this.all.find((task) => taskKey(task) === key);
  }

  /** Adds a task as the newest, or anew. */
  async add(task: WatchedTask): Promise<void> {
    await this.#save([...this.all.filter((other) => taskKey(other) !== taskKey(task)), task]);
  }

  async replace(task: WatchedTask): Promise<void> {
    await this.#save(this.all.map((other) => (taskKey(other) === taskKey(task) ? task : other)));
  }

  /** Takes tasks off the list. The platform goes on with them. */
  async remove(keys: ReadonlySet<string>): Promise<void> {
    await this.#save(this.all.filter((task) => !keys.has(taskKey(task))));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #save(tasks: readonly WatchedTask[]): Promise<void> {
    await this.#state.update(tasksKey, tasksToJson(tasks));
    this.#tell();
  }

  #tell(): void {
    this.#told = this.#state.get(tasksKey);
    this.#changed.fire();
  }
}
