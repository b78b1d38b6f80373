import * as vscode from "vscode";
import { tasksFromJson, tasksToJson } from "../../catalog/tasks/taskStorage.ts";
import type { TaskShelf } from "../../catalog/tasks/taskWatcher.ts";
import { taskKey, type WatchedTask } from "../../catalog/tasks/watchedTask.ts";
import type { Disposable } from "../../shared/disposable.ts";

const stateKey = "tasks";

/** The watched tasks, kept over reloads and restarts and shared by all windows: what is stored is the truth. */
export class TaskStore implements TaskShelf, Disposable {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** Oldest first. */
  get all(): readonly WatchedTask[] {
    return tasksFromJson(this.#state.get(stateKey));
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
    this.#changed.dispose();
  }

  async #save(tasks: readonly WatchedTask[]): Promise<void> {
    await this.#state.update(stateKey, tasksToJson(tasks));
    this.#changed.fire();
  }
}
