import * as vscode from "vscode";
import type { HandlersFor } from "../commands.ts";
import type { Connection } from "../connections/connection.ts";
import { commandIds, viewIds } from "../ids.ts";
import { withViewProgress } from "../progress.ts";
import { sandboxFaces, type SandboxFace } from "./sandboxFaces.ts";
import { providers } from "../../platform/providers.ts";
import type { FaultRule } from "../../sandbox/faults/fault.ts";
import { misbehaviours, misbehavioursIn } from "./sandboxFaults.ts";
import type { RunningSandbox, SandboxHost } from "./sandboxHost.ts";

type SandboxCommand =
  | "startSandbox"
  | "startSandboxAs"
  | "stopSandbox"
  | "resetSandbox"
  | "misbehaveSandbox"
  | "copySandboxEndpoint"
  | "startSampleTask";

interface SandboxContext {
  readonly sandbox: SandboxHost;
  /** Watches a video task from now on. */
  readonly watch: (connection: Connection, taskId: string) => Promise<void>;
  /** All tasks of this connection are about to go: one that is asked about after that is told as unknown. */
  readonly onResetting: (connectionId: string) => Promise<void>;
  /** All files of this connection are gone. */
  readonly onReset: (connectionId: string) => Promise<void>;
}

/** The commands of the platform on this machine. */
export function sandboxCommands(context: SandboxContext): HandlersFor<SandboxCommand> {
  const { sandbox } = context;
  const start = async (face?: SandboxFace): Promise<void> => {
    await withViewProgress(viewIds.files, () => sandbox.start(face));
    await vscode.commands.executeCommand(`${viewIds.files}.focus`);
  };
  return {
    [commandIds.startSandbox]: () => start(),
    // A key binding, or a script, may name the face.
    [commandIds.startSandboxAs]: async (...[named]: unknown[]) => {
      const face = sandboxFaces().find(({ face: word }) => word === named) ?? (await pickFace());
      if (face !== undefined) {
        await start(face);
      }
    },
    [commandIds.stopSandbox]: () => sandbox.stop(),
    [commandIds.resetSandbox]: () => whileRunning(sandbox, (running) => reset(context, running)),
    [commandIds.misbehaveSandbox]: () => whileRunning(sandbox, (running) => misbehave(sandbox, running)),
    [commandIds.copySandboxEndpoint]: () => whileRunning(sandbox, copyEndpoint),
    [commandIds.startSampleTask]: () => whileRunning(sandbox, () => startSampleTask(context)),
  };
}

/** Runs a command of the running sandbox; where none runs, offers to start it. */
async function whileRunning(
  { running }: SandboxHost,
  act: (running: RunningSandbox) => Promise<void>,
): Promise<void> {
  if (running !== undefined) {
    await act(running);
    return;
  }
  const start = vscode.l10n.t("Start Sandbox");
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t("No sandbox runs in this window."),
    start,
  );
  if (answer === start) {
    await vscode.commands.executeCommand(commandIds.startSandbox);
  }
}

async function pickFace(): Promise<SandboxFace | undefined> {
  const items = sandboxFaces().map((face) => ({ label: face.name, detail: face.detail, face }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Start Sandbox As"),
    placeHolder: vscode.l10n.t("Which platform should it behave like?"),
  });
  return picked?.face;
}

async function reset(
  { sandbox, onResetting, onReset }: SandboxContext,
  { face }: RunningSandbox,
): Promise<void> {
  const confirmed = vscode.l10n.t("Reset");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Reset the sandbox?"),
    {
      modal: true,
      detail: vscode.l10n.t(
        "All files and tasks in it are replaced by the sample ones, and it behaves again.",
      ),
    },
    confirmed,
  );
  if (answer === confirmed) {
    await onResetting(face.connectionId);
    await sandbox.reset();
    await onReset(face.connectionId);
    await vscode.commands.executeCommand(commandIds.refresh);
  }
}

/** Faults are switched on and off together; links are made to expire once. */
async function misbehave(sandbox: SandboxHost, { faults }: RunningSandbox): Promise<void> {
  const inForce = misbehavioursIn(faults);
  const expire = {
    label: vscode.l10n.t("Expire all links now"),
    detail: vscode.l10n.t("Every signed link that was given out so far gets 403, Request has expired"),
    rules: [],
  };
  const items = misbehaviours().map((choice) => ({ ...choice, picked: inForce.has(choice.id) }));
  const picked = await vscode.window.showQuickPick([...items, expire], {
    title: vscode.l10n.t("How should the sandbox misbehave?"),
    placeHolder: vscode.l10n.t("Choose none to have it behave"),
    canPickMany: true,
    matchOnDetail: true,
  });
  if (picked === undefined) {
    return;
  }
  const rules = await withLifetime(
    picked.flatMap((choice) => choice.rules),
    faults,
  );
  if (rules === undefined) {
    return;
  }
  await sandbox.misbehave(rules);
  if (picked.includes(expire)) {
    await sandbox.expireLinks();
  }
}

/** Asks how long short-lived links are to live, where they are among the rules. */
async function withLifetime(
  rules: readonly FaultRule[],
  inForce: readonly FaultRule[],
): Promise<readonly FaultRule[] | undefined> {
  const wanted = rules.find((rule) => rule.kind === "lifetime");
  if (wanted === undefined) {
    return rules;
  }
  const { seconds } = inForce.find((rule) => rule.kind === "lifetime") ?? wanted;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("How many seconds do new links live?"),
    value: String(seconds),
    validateInput: (text) =>
      /^\d{1,5}$/.test(text.trim()) ? undefined : vscode.l10n.t("A whole number of seconds, up to 99999."),
  });
  return typed === undefined
    ? undefined
    : rules.map((rule) => (rule === wanted ? { ...wanted, seconds: Number(typed) } : rule));
}

/** For who has no task to watch yet. */
async function startSampleTask({ sandbox, watch }: SandboxContext): Promise<void> {
  const task = await sandbox.startTask();
  if (task !== undefined) {
    await watch(task.connection, task.taskId);
    await vscode.commands.executeCommand(`${viewIds.tasks}.focus`, { preserveFocus: true });
  }
}

async function copyEndpoint({ face, origin, key }: RunningSandbox): Promise<void> {
  await vscode.env.clipboard.writeText(origin);
  const copyKey = vscode.l10n.t("Copy Key");
  const copyVariables = vscode.l10n.t("Copy as Variables");
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t("Copied {0}. Its key is {1}, and protects nothing.", origin, key),
    copyKey,
    copyVariables,
  );
  if (answer === copyKey) {
    await vscode.env.clipboard.writeText(key);
  } else if (answer === copyVariables) {
    // The name that the provider's snippets read the key from.
    const variable = providers[face.provider].keyVariable ?? "MINIMAX_API_KEY";
    await vscode.env.clipboard.writeText(`export MINIMAX_BASE_URL=${origin}\nexport ${variable}=${key}\n`);
  }
}
