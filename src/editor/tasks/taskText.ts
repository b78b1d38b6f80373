import * as vscode from "vscode";
import type { WatchedTask } from "../../catalog/tasks/watchedTask.ts";
import type { TaskKind } from "../../platform/platform.ts";
import { displayText } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";

export function taskKindText(kind: TaskKind): string {
  switch (kind) {
    case "video":
      return vscode.l10n.t("Video");
    case "speech":
      return vscode.l10n.t("Long speech");
  }
}

/** How a task stands, in a few words; the platform's own words where they are all there is. */
export function taskStateText({ state }: WatchedTask): string {
  switch (state.kind) {
    case "watching":
      return watchingText(state);
    case "succeeded":
      return vscode.l10n.t("done");
    case "failed":
      return reasonText(vscode.l10n.t("failed"), state.reason);
    case "expired":
      return reasonText(vscode.l10n.t("expired"), state.reason);
    case "refused":
      return reasonText(vscode.l10n.t("cannot be watched"), state.reason);
    case "stopped":
      return state.by === "user"
        ? vscode.l10n.t("no longer watched")
        : vscode.l10n.t("no longer watched: it took too long");
  }
}

/** `being made · for 2 min`, since watching began, or when it ended. */
export function taskDescription(task: WatchedTask, formats: Formats, now: number): string {
  const { state, since } = task;
  return state.kind === "watching"
    ? vscode.l10n.t("{0} · for {1}", taskStateText(task), formats.duration(now - since))
    : `${taskStateText(task)} · ${formats.age(state.endedAt, now)}`;
}

/** The row as a screen reader says it. */
export function taskLabel(task: WatchedTask, formats: Formats, now: number): string {
  const { kind, taskId } = task;
  return `${vscode.l10n.t("{0} task {1}", taskKindText(kind), taskId)}, ${taskDescription(task, formats, now)}`;
}

function watchingText(state: Extract<WatchedTask["state"], { kind: "watching" }>): string {
  if (state.status === undefined) {
    return state.failures === 0 ? vscode.l10n.t("asking") : vscode.l10n.t("no answer yet, asking again");
  }
  const text = statusText(state.status);
  return state.failures === 0 ? text : vscode.l10n.t("{0}, no answer at present", text);
}

function statusText({
  phase,
  word,
}: {
  readonly phase: "waiting" | "running" | "unknown";
  readonly word: string;
}): string {
  switch (phase) {
    case "waiting":
      return vscode.l10n.t("waiting in line");
    case "running":
      return vscode.l10n.t("being made");
    case "unknown":
      return displayText(word);
  }
}

function reasonText(state: string, reason: string | undefined): string {
  return reason === undefined ? state : `${state}: ${displayText(reason)}`;
}
