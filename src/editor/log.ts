import * as vscode from "vscode";
import type { Disposable } from "../shared/disposable.ts";
import { createRedactor } from "../shared/redact.ts";
import type { Log } from "../shared/log.ts";

/**
 * The "MiniMax Files" output channel, which is made when there is something to say. Whatever is written passes the
 * redactor first.
 */
export class RedactingLog implements Log, Disposable {
  readonly #redactor = createRedactor();
  readonly #secrets = new Set<string>();
  #made: vscode.LogOutputChannel | undefined;

  /** From now on the secret never appears in the log. */
  protect(secret: string): void {
    if (!this.#secrets.has(secret)) {
      this.#secrets.add(secret);
      this.#redactor.register(secret);
    }
  }

  /** The text as it may be shown outside of this machine: without any secret that the log knows. */
  redact(text: string): string {
    return this.#redactor.redact(text);
  }

  trace(message: string): void {
    this.#channel.trace(this.#redactor.redact(message));
  }

  debug(message: string): void {
    this.#channel.debug(this.#redactor.redact(message));
  }

  info(message: string): void {
    this.#channel.info(this.#redactor.redact(message));
  }

  warn(message: string): void {
    this.#channel.warn(this.#redactor.redact(message));
  }

  error(message: string): void {
    this.#channel.error(this.#redactor.redact(message));
  }

  show(): void {
    this.#channel.show(true);
  }

  dispose(): void {
    this.#made?.dispose();
  }

  get #channel(): vscode.LogOutputChannel {
    this.#made ??= vscode.window.createOutputChannel("MiniMax Files", { log: true });
    return this.#made;
  }
}
