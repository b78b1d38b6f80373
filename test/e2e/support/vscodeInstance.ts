import { join } from "node:path";
import { chromium } from "@playwright/test";
import type { BrowserContext } from "@playwright/test";
import { chromiumOptions } from "../../support/vscode/browser.ts";
import { installEmptyLanguagePack } from "../../support/vscode/languagePack.ts";
import { createProfile } from "../../support/vscode/profile.ts";
import type { Profile, Settings } from "../../support/vscode/profile.ts";
import { startCodeServer } from "../../support/vscode/server.ts";
import type { CodeServer } from "../../support/vscode/server.ts";
import { workbenchUrl } from "../../support/vscode/workbenchUrl.ts";
import { installedExtensions } from "./globalSetup.ts";
import type { VSCodeOptions } from "./options.ts";
import { Workbench } from "./workbench.ts";
import { createWorkspace } from "./workspace.ts";
import type { Workspace } from "./workspace.ts";

/** A VS Code with our extension and a user of its own, and one window on a workspace folder. */
export class VSCodeInstance {
  readonly workspace: Workspace;
  readonly #options: VSCodeOptions;
  readonly #profile: Profile;
  #running: Running;

  private constructor(options: VSCodeOptions, workspace: Workspace, profile: Profile, running: Running) {
    this.#options = options;
    this.workspace = workspace;
    this.#profile = profile;
    this.#running = running;
  }

  /** @param place under which name `checkLeaks.ts` hears of what this VS Code left behind */
  static async open(options: VSCodeOptions, place = "e2e"): Promise<VSCodeInstance> {
    const workspace = createWorkspace(options.workspaceFiles, `${place}-workspace`);
    const profile = createProfile(place, { ...options.settings, ...(options.restricted && restrictedMode) });
    if (options.language !== undefined) {
      installEmptyLanguagePack(profile, options.language);
    }
    const running = await launch(options, workspace, profile);
    return new VSCodeInstance(options, workspace, profile, running);
  }

  /** The window. After {@link restart} it is another one. */
  get workbench(): Workbench {
    return this.#running.workbench;
  }

  /** The process id of the extension host. */
  get extensionHostId(): number | undefined {
    return this.#running.server.extensionHostId();
  }

  /** What VS Code's server printed so far. */
  get serverLog(): string {
    return this.#running.server.process.output();
  }

  /**
   * The files and folders in which a secret would be a leak: what VS Code and the extensions keep and log. The
   * browser's own storage is left out but for the extensions' state, since it is the keyring here.
   */
  get artefacts(): readonly string[] {
    const { dataFolder, runtimeFolder, browserFolder } = this.#profile;
    return [dataFolder, runtimeFolder, join(browserFolder, "Default/IndexedDB")];
  }

  /** Opens one more window of the same user. */
  async openWindow(folder: string): Promise<Workbench> {
    const { context, server } = this.#running;
    return await openWindow(context, server.url, folder);
  }

  /** Quits VS Code and starts it again as the same user: same settings, secrets and workspace. */
  async restart(): Promise<Workbench> {
    const port = Number(new URL(this.#running.server.url).port);
    await this.#running.stop();
    this.#running = await launch(this.#options, this.workspace, this.#profile, port);
    return this.#running.workbench;
  }

  /** Kills VS Code's server and all that it started, without a word, and starts it again. */
  async crash(): Promise<Workbench> {
    this.#running.server.process.kill();
    return await this.restart();
  }

  async close(): Promise<void> {
    await this.#running.stop();
    this.#profile.remove();
    this.workspace.remove();
  }
}

/** No question at the start, which would stand in the way: the window is restricted until its user says otherwise. */
const restrictedMode: Settings = {
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
};

interface Running {
  readonly context: BrowserContext;
  readonly server: CodeServer;
  readonly workbench: Workbench;
  readonly stop: () => Promise<void>;
}

async function launch(
  options: VSCodeOptions,
  workspace: Workspace,
  profile: Profile,
  port = 0,
): Promise<Running> {
  const server = await startCodeServer(profile, {
    port,
    env: options.environment,
    ...(options.language !== undefined && { language: options.language }),
    workspaceTrust: options.restricted,
    extensionsFolder: installedExtensions(),
  });
  const context = await openBrowser(profile, server.url, options);
  const workbench = await openWindow(context, server.url, workspace.folder);
  const stop = async (): Promise<void> => {
    await context.close();
    await server.stop();
  };
  return { context, server, workbench, stop };
}

async function openWindow(context: BrowserContext, serverUrl: string, folder: string): Promise<Workbench> {
  const unused = context.pages().find((page) => page.url() === "about:blank");
  const page = unused ?? (await context.newPage());
  await page.goto(workbenchUrl(serverUrl, folder));
  const workbench = new Workbench(page);
  await workbench.ready();
  return workbench;
}

async function openBrowser(
  profile: Profile,
  origin: string,
  { windowSize }: VSCodeOptions,
): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profile.browserFolder, {
    ...chromiumOptions(),
    viewport: windowSize,
    reducedMotion: "reduce",
  });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  return context;
}
