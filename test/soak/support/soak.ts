import { setTimeout } from "node:timers/promises";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { commandIds } from "../../../src/editor/ids.ts";
import type { Sandbox } from "../../../src/sandbox/main.ts";
import { addConnection } from "../../e2e/support/connect.ts";
import { FilesView } from "../../e2e/support/filesView.ts";
import { defaultOptions } from "../../e2e/support/options.ts";
import { VSCodeInstance } from "../../e2e/support/vscodeInstance.ts";
import { Cleanup } from "../../support/cleanup.ts";
import { canaryKey } from "../../support/leftBehind.ts";
import { makeTempFolder } from "../../support/folders.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import type { Measure } from "../driver/protocol.ts";
import { approveUploads } from "./approveUploads.ts";
import { Dice } from "./dice.ts";
import { DrivenHosts } from "./drivenHosts.ts";
import type { DrivenHost } from "./drivenHosts.ts";
import { badDelete } from "./faults.ts";
import { misbehave } from "./misbehave.ts";
import { openSockets } from "./sockets.ts";
import { Traffic } from "./traffic.ts";

const megabyte = 1024 * 1024;
/** In megabytes: small ones, some of several batches, and one that is fetched in several ranges. */
const sizes = [0.001, 0.1, 0.5, 1, 2, 3, 4, 6, 24];

/** A VS Code under traffic, and the platform that it works against. */
export class Soak {
  /** The canary is in both, so that every search for it finds either. */
  static readonly keys = [canaryKey, `${canaryKey}-and-another`] as const;

  readonly dice: Dice;
  readonly sandbox: Sandbox;
  readonly hosts: DrivenHosts;
  readonly vscode: VSCodeInstance;
  readonly traffic: Traffic;
  /** The ids of the files to get. */
  readonly goods: readonly string[];
  /** Where downloads go, those of every window. */
  readonly downloads: string;
  /** What the windows and their extension hosts have written to the console. */
  readonly console: string[] = [];
  readonly cleanup: Cleanup;
  readonly #begun = performance.now();
  #deleted = 0;

  private constructor(parts: {
    seed: number;
    sandbox: Sandbox;
    hosts: DrivenHosts;
    vscode: VSCodeInstance;
    cleanup: Cleanup;
  }) {
    this.dice = new Dice(parts.seed);
    this.sandbox = parts.sandbox;
    this.hosts = parts.hosts;
    this.vscode = parts.vscode;
    this.cleanup = parts.cleanup;
    this.goods = parts.sandbox.files.map(({ id }) => id);
    const { path, remove } = makeTempFolder("soak-downloads");
    this.downloads = path;
    this.cleanup.add(remove);
    this.traffic = new Traffic(this);
  }

  /** Starts platform and VS Code, and adds the connection. */
  static async start(seed: number): Promise<Soak> {
    const cleanup = new Cleanup();
    try {
      const sandbox = await startTestSandbox({ keys: Soak.keys, seed: false });
      cleanup.add(() => sandbox.stop());
      for (const [index, size] of sizes.entries()) {
        const content = { size: Math.round(size * megabyte) + 7, seed: index };
        await sandbox.addFile({ filename: `take-${index}.mp3`, purpose: "voice_clone", content });
      }
      const hosts = await DrivenHosts.open();
      cleanup.add(() => hosts.close());
      const options = { ...defaultOptions, environment: hosts.environment };
      const vscode = await VSCodeInstance.open(options, "soak");
      cleanup.add(() => vscode.close());
      const soak = new Soak({ seed, sandbox, hosts, vscode, cleanup });
      const { workbench, workspace } = vscode;
      await soak.attend(workbench.page);
      const view = await workbench.openView();
      await view.getByRole("button", { name: "Add Connection" }).click();
      await addConnection(workbench, { origin: sandbox.origin, key: Soak.keys[0] });
      await hosts.next(workspace.folder);
      soak.say("ready");
      return soak;
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  /** The extension host of the first window. Throws while there is none. */
  get host(): DrivenHost {
    const host = this.hosts.of(this.vscode.workspace.folder);
    if (host === undefined) {
      throw new Error("The first window has no extension host");
    }
    return host;
  }

  /** Looks after a window: approves its uploads, and listens to it. */
  async attend(page: Page): Promise<void> {
    page.on("console", (message) => this.console.push(message.text()));
    await approveUploads(page);
  }

  say(what: string): void {
    console.log(`${((performance.now() - this.#begun) / 1000).toFixed(1).padStart(6)} s  ${what}`);
  }

  /** Traffic in the first window for so many seconds, and then until its last order has ended. */
  async trade(seconds: number): Promise<void> {
    await this.during(() => setTimeout(seconds * 1000));
  }

  /** Traffic in the first window and misbehaviour of the platform while something happens. */
  async during(happening: () => Promise<void>): Promise<void> {
    const stop = new AbortController();
    const traffic = Promise.all([
      misbehave(this.sandbox, this.dice, stop.signal),
      this.traffic.run(() => this.hosts.of(this.vscode.workspace.folder), stop.signal),
    ]);
    try {
      await happening();
    } finally {
      stop.abort();
      await traffic;
    }
  }

  /** The user deletes a file, the platform fails at it once, and the user tries again until it is gone. */
  async deleteFile(): Promise<void> {
    const { dice, sandbox, vscode } = this;
    const filename = `to-delete-${++this.#deleted}.mp3`;
    await sandbox.addFile({ filename, purpose: "prompt_audio", content: Buffer.from("once") });
    const files = new FilesView(vscode.workbench);
    await vscode.workbench.openView();
    await this.host.order({ kind: "command", id: commandIds.refresh });
    await sandbox.misbehave(badDelete(dice));
    const row = files.row(new RegExp(`^${filename}`));
    await vscode.workbench.contextMenu(row, "Delete…");
    await vscode.workbench.dialog(filename).getByRole("button", { name: "Delete" }).click();
    const retry = vscode.workbench.notification(filename).getByRole("button", { name: "Retry" });
    await expect(async () => {
      if (await retry.isVisible()) {
        await retry.click({ timeout: 1000 });
      }
      await expect(row).toBeHidden({ timeout: 2000 });
    }).toPass({ timeout: 60_000 });
    expect(sandbox.files.map((file) => file.filename)).not.toContain(filename);
    await sandbox.behave();
  }

  /** The extension host when nothing is under way any more; rejects when a file or a socket stays open. */
  async read(): Promise<Measure> {
    await expect
      .poll(
        async () => {
          const descriptors = await this.host.descriptors();
          const files = descriptors.filter((path) => path.startsWith(this.downloads));
          return { files, sockets: openSockets(this.sandbox) };
        },
        { message: "open files, and sockets to the platform" },
      )
      .toEqual({ files: [], sockets: 0 });
    return await this.host.measure();
  }

  async stop(): Promise<void> {
    await this.cleanup.run();
  }
}
