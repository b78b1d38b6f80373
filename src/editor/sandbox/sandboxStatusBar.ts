import * as vscode from "vscode";
import type { Disposable } from "../../shared/disposable.ts";
import { commandIds } from "../ids.ts";
import type { SandboxHost } from "./sandboxHost.ts";
import { misbehaviourLines } from "./sandboxText.ts";

/** Shows that a sandbox runs here, where, and how it misbehaves; a click changes its manners. */
export class SandboxStatusBar implements Disposable {
  readonly #sandbox: SandboxHost;
  readonly #item: vscode.StatusBarItem;
  readonly #subscription: Disposable;

  constructor(sandbox: SandboxHost) {
    this.#sandbox = sandbox;
    this.#item = vscode.window.createStatusBarItem(
      "minimaxFiles.sandbox",
      vscode.StatusBarAlignment.Right,
      9,
    );
    this.#item.name = vscode.l10n.t("MiniMax Files Sandbox");
    this.#item.command = commandIds.misbehaveSandbox;
    this.#subscription = sandbox.onDidChange(() => {
      this.#update();
    });
    this.#update();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #update(): void {
    const { running } = this.#sandbox;
    if (running === undefined) {
      this.#item.hide();
      return;
    }
    const behaves = running.faults.length === 0;
    this.#item.text = behaves
      ? `$(beaker) ${running.face.name}`
      : `$(beaker) ${vscode.l10n.t("{0} misbehaves", running.face.name)}`;
    this.#item.backgroundColor = behaves
      ? undefined
      : new vscode.ThemeColor("statusBarItem.warningBackground");
    this.#item.tooltip = [
      vscode.l10n.t("The sandbox listens on {0}", running.origin),
      ...misbehaviourLines(running),
    ].join("\n");
    this.#item.show();
  }
}
