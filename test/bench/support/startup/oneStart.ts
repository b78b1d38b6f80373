import { chromium } from "@playwright/test";
import { createWorkspace } from "../../../e2e/support/workspace.ts";
import { Workbench } from "../../../e2e/support/workbench.ts";
import { Cleanup } from "../../../support/cleanup.ts";
import { chromiumOptions } from "../../../support/vscode/browser.ts";
import { createProfile } from "../../../support/vscode/profile.ts";
import { startCodeServer } from "../../../support/vscode/server.ts";
import { workbenchUrl } from "../../../support/vscode/workbenchUrl.ts";
import { readActivations, type Activation } from "./activation.ts";
import { hostMemory, type HostMemory } from "./hostMemory.ts";

export interface Start {
  readonly activations: ReadonlyMap<string, Activation>;
  readonly memory: HostMemory;
}

/** How long a window is left alone before it is measured, milliseconds: VS Code starts things for some seconds. */
const settling = 10_000;

/** Starts VS Code once as a new user, on an empty folder, and measures the extension host when it has settled. */
export async function startOnce(extensionsFolder: string, extensionIds: readonly string[]): Promise<Start> {
  const cleanup = new Cleanup();
  try {
    const workspace = createWorkspace({});
    cleanup.add(workspace.remove);
    const profile = createProfile("startup");
    cleanup.add(profile.remove);
    const server = await startCodeServer(profile, { extensionsFolder });
    cleanup.add(server.stop);
    const browser = await chromium.launch(chromiumOptions());
    cleanup.add(() => browser.close());
    const page = await browser.newPage();
    await page.goto(workbenchUrl(server.url, workspace.folder));
    await new Workbench(page).ready();
    await page.waitForTimeout(settling);
    const host = server.extensionHostId();
    if (host === undefined) {
      throw new Error("VS Code has started no extension host");
    }
    const memory = await hostMemory(host);
    return { memory, activations: await readActivations(page, extensionIds) };
  } finally {
    await cleanup.run();
  }
}
