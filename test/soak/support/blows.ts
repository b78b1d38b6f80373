import { setTimeout } from "node:timers/promises";
import { expect } from "@playwright/test";
import { commandIds } from "../../../src/editor/ids.ts";
import { makeTempFolder } from "../../support/folders.ts";
import { Soak } from "./soak.ts";

/** What can befall a VS Code, by name. Each resolves when the first window works again. */
export type Blows = Readonly<Record<string, () => Promise<void>>>;

export function blowsFor(soak: Soak): Blows {
  const { hosts, vscode, traffic, dice } = soak;
  const { folder } = vscode.workspace;
  let keysEntered = 0;

  /** The extension host ends, and another comes in its place. */
  const anew = async (end: () => unknown): Promise<void> => {
    const former = hosts.of(folder);
    await end();
    await hosts.next(folder, former);
  };

  return {
    "the window is reloaded": () => anew(() => vscode.workbench.reload()),

    "the extension host is killed": () => anew(() => process.kill(soak.host.pid, "SIGKILL")),

    "all of VS Code is killed": async () => {
      await anew(() => vscode.crash());
      await soak.attend(vscode.workbench.page);
    },

    "a second window downloads into the same folder, and is closed in the middle of it": async () => {
      const second = makeTempFolder("soak-second");
      soak.cleanup.add(second.remove);
      const { page } = await vscode.openWindow(second.path);
      await soak.attend(page);
      await hosts.next(second.path);
      const stop = new AbortController();
      // Nobody is there to approve uploads when it is closed.
      const other = traffic.run(() => hosts.of(second.path), stop.signal, ["list", "retrieve", "download"]);
      await setTimeout(dice.between(2000, 4000));
      stop.abort();
      await page.close();
      await other;
    },

    "the user enters another key": async () => {
      const key = Soak.keys[++keysEntered % Soak.keys.length]!;
      const { quickInput } = vscode.workbench;
      const entered = soak.host.order({ kind: "command", id: commandIds.enterKey });
      await expect(quickInput.message).toContainText("only ever sent to");
      // A question about an upload takes the keys that come while it is there, and where the platform misbehaves a second
      // Enter keeps the key unchecked.
      await expect(async () => {
        if (await quickInput.widget.isVisible()) {
          await quickInput.input.fill(key, { timeout: 1000 });
          await expect(quickInput.input).toHaveValue(key, { timeout: 1000 });
          await quickInput.input.press("Enter", { timeout: 1000 });
        }
        await quickInput.expectClosed({ timeout: 5_000 });
      }).toPass({ timeout: 120_000 });
      await entered;
      const lastKey = (): string | undefined =>
        soak.sandbox.requests.findLast(({ place }) => place === "api")?.headers["authorization"];
      await expect.poll(lastKey).toBe(`Bearer ${key}`);
    },
  };
}
