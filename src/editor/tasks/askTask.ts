import * as vscode from "vscode";
import { parseTaskId } from "../../catalog/tasks/taskId.ts";
import type { Platform, TaskKind, TaskState } from "../../platform/platform.ts";
import { PlatformError } from "../../platform/platformError.ts";
import { withCancelIfSlow } from "../progress.ts";
import { selectedOrCopied } from "../selectedText.ts";
import { taskKindText } from "./taskText.ts";

/** Asks for a task's id. What the user has selected, or else copied, is filled in where it names one. */
export async function askTaskId(): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Watch Task"),
    prompt: vscode.l10n.t("A task ID, or text that holds one: JSON or a URL with task_id"),
    placeHolder: "176844028768320",
    value: await likelyTaskId(),
    ignoreFocusOut: true,
    validateInput: (text) =>
      parseTaskId(text) === undefined ? vscode.l10n.t("A task ID looks like 176844028768320.") : undefined,
  });
  return typed === undefined ? undefined : parseTaskId(typed);
}

/** What a task makes, and the platform's answer where it had to be asked for that. */
export interface AskedKind {
  readonly kind: TaskKind;
  readonly answer?: TaskState;
}

/**
 * The kind of a task: the only one that is offered, or the user's choice; "not sure" asks the platform, which is free.
 *
 * @returns `undefined` if the user went away
 * @throws PlatformError `notFound` where the platform knows no such task of either kind
 */
export async function askTaskKind(
  offered: readonly TaskKind[],
  platform: Platform,
  taskId: string,
): Promise<AskedKind | undefined> {
  const [only, ...others] = offered;
  if (others.length === 0) {
    return only && { kind: only };
  }
  const notSure = {
    label: vscode.l10n.t("Not sure: find out"),
    detail: vscode.l10n.t("Asks the platform for each kind in turn"),
  };
  const kinds = offered.map((kind) => ({ label: taskKindText(kind), asked: { kind } }));
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly asked?: AskedKind }>(
    [...kinds, notSure],
    { title: vscode.l10n.t("Watch Task"), placeHolder: vscode.l10n.t("What does the task make?") },
  );
  return picked === undefined ? undefined : (picked.asked ?? findKind(offered, platform, taskId));
}

/** Asks the platform for each kind until it knows the task. */
function findKind(
  offered: readonly TaskKind[],
  platform: Platform,
  taskId: string,
): Promise<AskedKind | undefined> {
  return withCancelIfSlow(vscode.l10n.t("Looking for task {0}", taskId), async (signal) => {
    let unknown: PlatformError | undefined;
    for (const kind of offered) {
      try {
        return { kind, answer: await platform.queryTask(kind, taskId, { signal }) };
      } catch (error) {
        if (!PlatformError.is(error, "notFound")) {
          throw error;
        }
        unknown = error;
      }
    }
    if (unknown !== undefined) {
      throw unknown;
    }
    return undefined;
  });
}

async function likelyTaskId(): Promise<string> {
  const id = parseTaskId(await selectedOrCopied());
  // Only what is plainly an id: a copied word is not one.
  return id !== undefined && /\d{9}/.test(id) ? id : "";
}
