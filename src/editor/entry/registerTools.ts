import * as vscode from "vscode";
import type { Disposable } from "../../shared/disposable.ts";
import { toolIds } from "../ids.ts";
import type { Tools } from "../tools/tools.ts";

/** Registers the tools for agents, which are loaded when one is first used. */
export function registerTools(load: () => Promise<Tools>): Disposable {
  const registrations = Object.values(toolIds).map((id) =>
    vscode.lm.registerTool<object>(id, {
      prepareInvocation: async (...invocation) => {
        const tools = await load();
        return tools[id].prepareInvocation?.(...invocation);
      },
      invoke: async (...invocation) => {
        const tools = await load();
        return tools[id].invoke(...invocation);
      },
    }),
  );
  return vscode.Disposable.from(...registrations);
}
