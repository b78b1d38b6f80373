import * as vscode from "vscode";
import type { Disposable } from "../shared/disposable.ts";
import type { HandlersFor } from "./commands.ts";
import type { ConnectionStore } from "./connections/connectionStore.ts";
import { commandIds, contextKeys, walkthroughId } from "./ids.ts";
import { sandboxFaceOf } from "./sandbox/sandboxFaces.ts";

/**
 * "Get Started". The walkthrough hides behind a context key that the extension sets when it starts: VS Code would
 * open it uninvited after the installation otherwise.
 */
export const walkthroughCommands: HandlersFor<"openWalkthrough"> = {
  [commandIds.openWalkthrough]: () =>
    vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthroughId, false),
};

/** Completes the step "Connect your account" when there is a connection to something else than a sandbox. */
export function tellAccountConnected(store: ConnectionStore): Disposable {
  let told = false;
  const tell = (): void => {
    const connected = store.all.some((connection) => sandboxFaceOf(connection) === undefined);
    if (connected !== told) {
      told = connected;
      void vscode.commands.executeCommand("setContext", contextKeys.accountConnected, connected);
    }
  };
  tell();
  return store.onDidChange(tell);
}
