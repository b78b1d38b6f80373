import * as vscode from "vscode";
import { taskKey, type WatchedTask } from "../../catalog/tasks/watchedTask.ts";
import type { Clock } from "../../shared/clock.ts";
import { displayText } from "../../shared/displayText.ts";
import type { Disposable } from "../../shared/disposable.ts";
import type { Formats } from "../../shared/format.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { commandIds } from "../ids.ts";
import type { TaskStore } from "./taskStore.ts";
import { taskDescription, taskKindText, taskLabel, taskStateText } from "./taskText.ts";

/** A row of the tasks view: one object per task, so that VS Code keeps the selection. */
export interface TaskNode {
  readonly key: string;
}

/** How often ages are written anew while the view is seen, milliseconds. */
const ageInterval = 30_000;

/** The tasks view: newest first, with a badge that counts what is being watched. */
export class TasksTree implements vscode.TreeDataProvider<TaskNode>, Disposable {
  readonly #tasks: TaskStore;
  readonly #store: ConnectionStore;
  readonly #formats: Formats;
  readonly #clock: Clock;
  readonly #nodes = new Map<string, TaskNode>();
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<TaskNode>;
  readonly #subscription: Disposable;
  readonly #timer: NodeJS.Timeout;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(parts: {
    view: vscode.TreeView<TaskNode>;
    tasks: TaskStore;
    store: ConnectionStore;
    formats: Formats;
    clock: Clock;
  }) {
    this.#view = parts.view;
    this.#tasks = parts.tasks;
    this.#store = parts.store;
    this.#formats = parts.formats;
    this.#clock = parts.clock;
    this.#subscription = parts.tasks.onDidChange(() => {
      this.#update();
    });
    this.#timer = setInterval(() => {
      if (this.#view.visible && this.#tasks.all.length > 0) {
        this.#changed.fire(undefined);
      }
    }, ageInterval);
    this.#update();
  }

  /** The tasks that a command is for: clicked, selected with it, or selected in the view. */
  ofCommand(args: readonly unknown[]): readonly WatchedTask[] {
    const [clicked, selected] = args;
    const own = new Set<unknown>(this.#nodes.values());
    const rows = Array.isArray(selected) ? selected.filter((row) => own.has(row)) : [];
    const nodes = clicked === undefined ? this.#view.selection : rows.includes(clicked) ? rows : [clicked];
    return nodes
      .filter((node): node is TaskNode => own.has(node))
      .flatMap(({ key }) => this.#tasks.find(key) ?? []);
  }

  getChildren(node?: TaskNode): TaskNode[] {
    return node === undefined ? this.#tasks.all.map((task) => this.#node(taskKey(task))).reverse() : [];
  }

  getParent(): undefined {
    return undefined;
  }

  getTreeItem(node: TaskNode): vscode.TreeItem {
    const task = this.#tasks.find(node.key);
    const item = new vscode.TreeItem("", vscode.TreeItemCollapsibleState.None);
    if (task === undefined) {
      return item;
    }
    const now = this.#clock.now();
    item.id = node.key;
    item.label = task.taskId;
    item.description = taskDescription(task, this.#formats, now);
    item.iconPath = icon(task);
    item.contextValue = `task ${task.state.kind} ${task.state.kind === "watching" ? "open" : "ended"}`;
    item.tooltip = this.#tooltip(task);
    item.accessibilityInformation = { label: taskLabel(task, this.#formats, now) };
    if (task.state.kind === "succeeded") {
      item.command = {
        command: commandIds.showTaskFile,
        title: vscode.l10n.t("Show the File"),
        arguments: [node],
      };
    }
    return item;
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #tooltip(task: WatchedTask): string {
    const connection = this.#store.find(task.connectionId)?.name ?? vscode.l10n.t("connection removed");
    const lines = [
      `${taskKindText(task.kind)} · ${connection}`,
      taskStateText(task),
      vscode.l10n.t("Watched since {0}", this.#formats.dateTime(task.since)),
    ];
    if (task.state.kind === "watching" && task.state.status !== undefined) {
      lines.push(vscode.l10n.t("The platform's status: {0}", displayText(task.state.status.word)));
    }
    if (task.state.kind === "watching" && task.state.trouble !== undefined && task.state.failures > 0) {
      lines.push(vscode.l10n.t("Last query: {0}", displayText(task.state.trouble)));
      lines.push(vscode.l10n.t("Asked again {0}", this.#formats.age(task.state.nextAt, this.#clock.now())));
    }
    if (task.state.kind === "succeeded") {
      lines.push(vscode.l10n.t("File {0}", task.state.fileId));
    }
    return lines.join("\n");
  }

  #node(key: string): TaskNode {
    const node = this.#nodes.get(key) ?? { key };
    this.#nodes.set(key, node);
    return node;
  }

  #update(): void {
    const { all } = this.#tasks;
    const keys = new Set(all.map(taskKey));
    for (const key of this.#nodes.keys()) {
      if (!keys.has(key)) {
        this.#nodes.delete(key);
      }
    }
    const open = all.filter(({ state }) => state.kind === "watching").length;
    this.#view.badge =
      open === 0
        ? undefined
        : {
            value: open,
            tooltip: open === 1 ? vscode.l10n.t("1 task") : vscode.l10n.t("{0} tasks", open),
          };
    this.#changed.fire(undefined);
  }
}

function icon({ kind, state }: WatchedTask): vscode.ThemeIcon {
  switch (state.kind) {
    case "watching":
      return state.failures > 0
        ? new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"))
        : new vscode.ThemeIcon(state.status?.phase === "running" ? "sync~spin" : "clock");
    case "succeeded":
      return new vscode.ThemeIcon(
        kind === "video" ? "device-camera-video" : "unmute",
        new vscode.ThemeColor("testing.iconPassed"),
      );
    case "failed":
    case "expired":
    case "refused":
      return new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"));
    case "stopped":
      return new vscode.ThemeIcon("circle-slash");
  }
}
