import * as vscode from "vscode";
import type { Sandbox } from "../../sandbox/main.ts";
import type { Disposable } from "../../shared/disposable.ts";
import type { Log } from "../../shared/log.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { contextKeys } from "../ids.ts";

/** The sandbox is one connection among others, always the same one. */
const sandboxConnectionId = "sandbox";

/**
 * The platform on this machine: starts and stops it, and keeps its connection. It listens on the same port each
 * time, if that is free, so that scripts can rely on it; its files stay on disk.
 */
export class SandboxHost implements Disposable {
  readonly #store: ConnectionStore;
  readonly #folder: vscode.Uri;
  readonly #mediaFolder: vscode.Uri;
  readonly #log: Log;
  #starting: Promise<Sandbox> | undefined;

  constructor(parts: { store: ConnectionStore; folder: vscode.Uri; mediaFolder: vscode.Uri; log: Log }) {
    this.#store = parts.store;
    this.#folder = parts.folder;
    this.#mediaFolder = parts.mediaFolder;
    this.#log = parts.log;
  }

  get isRunning(): boolean {
    return this.#starting !== undefined;
  }

  /** Starts the sandbox, unless it runs, and makes its connection the active one. */
  async start(): Promise<void> {
    this.#starting ??= this.#launch();
    try {
      const sandbox = await this.#starting;
      await this.#connect(sandbox.origin, sandbox.key);
      this.#log.info(`The sandbox listens on ${sandbox.origin}.`);
    } catch (error) {
      this.#starting = undefined;
      throw error;
    }
    await this.#tellContext();
  }

  /** Stops it. Its files and its connection stay. */
  async stop(): Promise<void> {
    const starting = this.#starting;
    this.#starting = undefined;
    await this.#tellContext();
    await (await starting)?.stop();
  }

  /**
   * Connects to a sandbox that `npm start` or a test has started in a process of its own and named in the
   * environment.
   */
  async adopt(environment: NodeJS.ProcessEnv): Promise<void> {
    const origin = environment["MINIMAX_FILES_SANDBOX_ORIGIN"];
    const key = environment["MINIMAX_FILES_SANDBOX_KEY"];
    if (origin !== undefined && key !== undefined && URL.canParse(origin)) {
      await this.#connect(new URL(origin).origin, key);
    }
  }

  dispose(): void {
    this.stop().catch((error: unknown) => {
      this.#log.warn(`Stopping the sandbox failed: ${String(error)}`);
    });
  }

  async #launch(): Promise<Sandbox> {
    const { startSandbox } = await import("../../sandbox/main.ts");
    const known = this.#store.find(sandboxConnectionId);
    const options = { folder: this.#folder.fsPath, mediaFolder: this.#mediaFolder.fsPath };
    const port = known === undefined ? 0 : Number(new URL(known.origin).port);
    try {
      return await startSandbox({ ...options, port });
    } catch (error) {
      this.#log.warn(`Port ${port} is taken, the sandbox uses another: ${String(error)}`);
      return startSandbox({ ...options, port: 0 });
    }
  }

  async #connect(origin: string, key: string): Promise<void> {
    const connection: Connection = {
      id: sandboxConnectionId,
      provider: "sandbox",
      name: vscode.l10n.t("Sandbox"),
      origin,
      ...this.#nameGiven(),
    };
    await this.#store.save(connection, key);
    await this.#store.activate(connection);
  }

  /** A user who has renamed the sandbox keeps the name. */
  #nameGiven(): Pick<Connection, "name"> | undefined {
    const known = this.#store.find(sandboxConnectionId);
    return known && { name: known.name };
  }

  #tellContext(): Thenable<unknown> {
    return vscode.commands.executeCommand("setContext", contextKeys.sandboxRunning, this.isRunning);
  }
}
