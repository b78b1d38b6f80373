import * as vscode from "vscode";
import { tasksFromJson } from "../../catalog/tasks/taskStorage.ts";
import type { Disposable } from "../../shared/disposable.ts";
import type { Lazy } from "../../shared/lazy.ts";
import type { Log } from "../../shared/log.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { lastSeenKey } from "../explorer/lastSeen.ts";
import { tasksKey } from "../tasks/tasksKey.ts";
import { rememberedFiles } from "./rememberedFiles.ts";

/** How often the store is looked at for what other windows did, beside whenever the user comes back, milliseconds. */
const interval = 5 * 60_000;

/**
 * Loads the app where something that is stored needs it: a task that is watched, or a remembered file that the user
 * has not seen yet, which a badge tells. Both may come from an earlier session or from another window.
 */
export function loadUnasked(parts: {
  readonly app: Lazy<Disposable>;
  readonly store: ConnectionStore;
  readonly state: vscode.Memento;
  readonly log: Log;
}): Disposable {
  const { app, store, state, log } = parts;
  const look = (): void => {
    if (isTaskWatched(state) || isFileUnseen(store, state)) {
      app.get().catch((error: unknown) => {
        log.error(`Loading failed: ${String(error)}`);
      });
    }
  };
  const timer = setInterval(look, interval);
  const focus = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused) {
      look();
    }
  });
  const stop = (): void => {
    clearInterval(timer);
    focus.dispose();
  };
  void app.made.then(stop);
  look();
  return { dispose: stop };
}

function isTaskWatched(state: vscode.Memento): boolean {
  return tasksFromJson(state.get(tasksKey)).some((task) => task.state.kind === "watching");
}

function isFileUnseen(store: ConnectionStore, state: vscode.Memento): boolean {
  const lastSeen = state.get<number>(lastSeenKey) ?? Infinity;
  return rememberedFiles(store, state).some(({ record }) => (record.createdAt ?? 0) * 1000 > lastSeen);
}
