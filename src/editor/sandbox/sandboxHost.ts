import * as vscode from "vscode";
import type { Sandbox } from "../../sandbox/main.ts";
import { CancelledError } from "../../shared/cancellation.ts";
import type { Disposable } from "../../shared/disposable.ts";
import type { Log } from "../../shared/log.ts";
import type { FaultRule } from "../../sandbox/faults/fault.ts";
import { sandboxKey } from "../../sandbox/options.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { contextKeys } from "../ids.ts";
import { connectSandbox } from "./connectSandbox.ts";
import { sandboxFaceOf, sandboxFaces, type SandboxFace } from "./sandboxFaces.ts";

/** Where the state store keeps where the sandbox with this connection listens. */
function originKey(connectionId: string): string {
  return `sandboxOrigin:${connectionId}`;
}

/** What can be said of a running sandbox. */
export interface RunningSandbox {
  readonly face: SandboxFace;
  readonly origin: string;
  /** Known to all: it protects nothing. */
  readonly key: string;
  /** The faults in force. */
  readonly faults: readonly FaultRule[];
}

/**
 * The platform on this machine: starts and stops it, and keeps its connection. It listens on the same port each
 * time, if that is free, so that scripts can rely on it; its files stay on disk.
 */
export class SandboxHost implements Disposable {
  readonly #store: ConnectionStore;
  readonly #state: vscode.Memento;
  readonly #folder: vscode.Uri;
  readonly #mediaFolder: vscode.Uri;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<void>();
  #turn: Promise<void> = Promise.resolve();
  #running: { readonly face: SandboxFace; readonly sandbox: Sandbox } | undefined;

  /** It started or stopped, or misbehaves otherwise. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: {
    store: ConnectionStore;
    state: vscode.Memento;
    folder: vscode.Uri;
    mediaFolder: vscode.Uri;
    log: Log;
  }) {
    this.#store = parts.store;
    this.#state = parts.state;
    this.#folder = parts.folder;
    this.#mediaFolder = parts.mediaFolder;
    this.#log = parts.log;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  get running(): RunningSandbox | undefined {
    if (this.#running === undefined) {
      return undefined;
    }
    const { face, sandbox } = this.#running;
    return { face, origin: sandbox.origin, key: sandbox.key, faults: sandbox.faults };
  }

  /**
   * Starts the sandbox, unless it runs, and makes its connection the active one. One runs at a time; where another
   * window runs it, this one only connects to it.
   *
   * @param face that of the active connection by default, where that is a sandbox's
   */
  start(face?: SandboxFace): Promise<void> {
    return this.#inTurn(() => {
      const { active } = this.#store;
      const wanted = face ?? this.#running?.face ?? (active && sandboxFaceOf(active));
      return this.#start(wanted ?? sandboxFaces()[0]);
    });
  }

  /** Stops it. Its files and its connection stay. */
  stop(): Promise<void> {
    return this.#inTurn(() => this.#stop());
  }

  /** Puts these faults in force in place of all that were. */
  async misbehave(rules: readonly FaultRule[]): Promise<void> {
    const sandbox = this.#running?.sandbox;
    await sandbox?.behave();
    await sandbox?.misbehave(...rules);
  }

  /** Makes every signed link that was given out an expired one. */
  async expireLinks(): Promise<void> {
    await this.#running?.sandbox.expireLinks();
  }

  /** Starts a video task in it, and tells where it can be asked about: a connection that was removed is made again. */
  async startTask(): Promise<{ readonly connection: Connection; readonly taskId: string } | undefined> {
    const running = this.#running;
    if (running !== undefined && this.#store.find(running.face.connectionId) === undefined) {
      await this.start(running.face);
    }
    const connection = running && this.#store.find(running.face.connectionId);
    return running && connection
      ? { connection, taskId: await running.sandbox.addTask({ kind: "video" }) }
      : undefined;
  }

  /** Back to the seed: files, tasks and manners. */
  async reset(): Promise<void> {
    await this.#running?.sandbox.reset();
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
    this.stop().catch((error: unknown) => {
      this.#log.warn(`Stopping the sandbox failed: ${String(error)}`);
    });
  }

  /** Starting and stopping take their time: one waits for the other. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #start(face: SandboxFace): Promise<void> {
    if (this.#running !== undefined && this.#running.face.connectionId !== face.connectionId) {
      await this.#stop();
    }
    if (this.#running === undefined) {
      const elsewhere = await this.#originElsewhere(face);
      if (elsewhere !== undefined) {
        await connectSandbox(this.#store, face, { origin: elsewhere, key: sandboxKey });
        void vscode.window.showInformationMessage(
          vscode.l10n.t("{0} runs in another window already, on {1}.", face.name, elsewhere),
        );
        return;
      }
    }
    const { sandbox } = (this.#running ??= { face, sandbox: await this.#launch(face) });
    await this.#state.update(originKey(face.connectionId), sandbox.origin);
    await connectSandbox(this.#store, face, sandbox);
    this.#log.info(`The sandbox listens on ${sandbox.origin}.`);
    await this.#tellContext();
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await this.#tellContext();
    await running?.sandbox.stop();
  }

  /** Where another window runs the sandbox: a second one on its folder would overwrite what the first stores. */
  async #originElsewhere(face: SandboxFace): Promise<string | undefined> {
    const known = this.#knownOrigin(face);
    if (known === undefined) {
      return undefined;
    }
    try {
      const answer = await fetch(new URL("/_sandbox/state", known), {
        headers: { authorization: `Bearer ${sandboxKey}` },
        signal: AbortSignal.timeout(1000),
      });
      const state = (await answer.json()) as { readonly folder?: unknown } | null;
      return state?.folder === this.#folderOf(face) ? known : undefined;
    } catch {
      return undefined; // nobody listens there, or somebody else
    }
  }

  /** Where it listened last, also where its connection was removed since: it may still run in another window. */
  #knownOrigin({ connectionId }: SandboxFace): string | undefined {
    return this.#store.find(connectionId)?.origin ?? this.#state.get<string>(originKey(connectionId));
  }

  #folderOf({ connectionId }: SandboxFace): string {
    return vscode.Uri.joinPath(this.#folder, connectionId).fsPath;
  }

  async #launch(face: SandboxFace): Promise<Sandbox> {
    const { startSandbox, UnreadableStateError } = await import("../../sandbox/main.ts");
    const options = {
      face: face.face,
      folder: this.#folderOf(face),
      mediaFolder: this.#mediaFolder.fsPath,
      onFaults: () => {
        this.#changed.fire();
      },
    };
    const known = this.#knownOrigin(face);
    const port = known === undefined ? 0 : Number(new URL(known).port);
    const startAnywhere = async (afresh: boolean): Promise<Sandbox> => {
      try {
        return await startSandbox({ ...options, port, afresh });
      } catch (error) {
        if (!isOfPort(error)) {
          throw error;
        }
        this.#log.warn(`Port ${port} is taken, the sandbox uses another: ${String(error)}`);
        return startSandbox({ ...options, port: 0, afresh });
      }
    };
    try {
      return await startAnywhere(false);
    } catch (error) {
      if (!UnreadableStateError.is(error)) {
        throw error;
      }
      await askToReplace(face, error.message);
      return startAnywhere(true);
    }
  }

  #tellContext(): Thenable<unknown> {
    this.#changed.fire();
    return vscode.commands.executeCommand("setContext", contextKeys.sandboxRunning, this.isRunning);
  }
}

/** Whether a start failed for its port, which is taken or not to be had. */
function isOfPort(error: unknown): boolean {
  return error instanceof Error && "syscall" in error && error.syscall === "listen";
}

/** Resetting it by command would need it to run. Rejects with a `CancelledError` unless the user agrees. */
async function askToReplace({ name }: SandboxFace, reason: string): Promise<void> {
  const reset = vscode.l10n.t("Reset");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("What {0} has stored cannot be read. Reset it?", name),
    {
      modal: true,
      detail: [reason, vscode.l10n.t("All files and tasks in it are replaced by the sample ones.")].join(
        "\n\n",
      ),
    },
    reset,
  );
  if (answer !== reset) {
    throw new CancelledError("The sandbox was not reset");
  }
}
