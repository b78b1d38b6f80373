import * as vscode from "vscode";
import type { HandlersFor } from "../commands.ts";
import { commandIds, viewIds } from "../ids.ts";
import { withViewProgress } from "../progress.ts";
import type { SandboxHost } from "./sandboxHost.ts";

/** The commands that start and stop the platform on this machine. */
export function sandboxCommands(sandbox: SandboxHost): HandlersFor<"startSandbox" | "stopSandbox"> {
  return {
    [commandIds.startSandbox]: async () => {
      await withViewProgress(viewIds.files, () => sandbox.start());
      await vscode.commands.executeCommand(`${viewIds.files}.focus`);
    },
    [commandIds.stopSandbox]: () => sandbox.stop(),
  };
}
