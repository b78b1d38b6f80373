import { join } from "node:path";
import { expect } from "@playwright/test";
import type { Frame, Locator, Page } from "@playwright/test";
import { outFolder } from "../../support/folders.ts";
import { chooseFromMenu } from "./menu.ts";
import { QuickInput } from "./quickInput.ts";
import { findWebview } from "./webview.ts";

/** A VS Code window, in the words of its user. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
  }

  /** Waits until the window has started: the status bar is filled last. */
  async ready(): Promise<void> {
    const statusBar = this.page.locator(".monaco-workbench .part.statusbar .statusbar-item");
    await statusBar.first().waitFor({ timeout: 60_000 });
  }

  /** Runs a command from the palette by its full title, such as `MiniMax Files: Refresh`. */
  async command(title: string): Promise<void> {
    // An open palette does not learn of commands that are registered late: hence again from its key.
    await this.#pickBy("F1", `>${title}`, title);
    await this.quickInput.untilPaletteIsGone();
  }

  /** Opens a file of the workspace. */
  async openFile(name: string): Promise<void> {
    await this.#pickBy("Control+P", name, name);
  }

  /** Again and again, since what gives up the focus meanwhile closes the list. */
  async #pickBy(key: string, typed: string, row: string): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press("Escape");
      await this.page.keyboard.press(key);
      await this.quickInput.input.fill(typed, { timeout: 4_000 });
      await this.quickInput.row(row).first().click({ timeout: 4_000 });
    }).toPass({ timeout: 60_000 });
  }

  /** Shows our view, by a click in the activity bar, and waits until its contents are there. */
  async openView(): Promise<Locator> {
    const tab = this.page.locator(".activitybar").getByRole("tab", { name: "MiniMax Files" });
    const sideBar = this.page.locator(".part.sidebar");
    const heading = sideBar.getByRole("heading", { name: "MiniMax Files", level: 2 });
    await tab.waitFor();
    // A click on the tab of a view that a reload is just bringing back would close it: hence look first, and again.
    await expect(async () => {
      if (!(await heading.isVisible())) {
        await tab.click();
      }
      await expect(heading).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 60_000 });
    return sideBar;
  }

  /** A row of a tree, found by (part of) its accessible name. */
  treeItem(name: string | RegExp): Locator {
    return this.page.getByRole("treeitem", { name });
  }

  /** Opens the context menu of something and clicks through its submenus. */
  async contextMenu(target: Locator, ...path: readonly string[]): Promise<void> {
    await chooseFromMenu(this.page, () => target.click({ button: "right" }), path);
  }

  /** A notification in the corner, found by its text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator(".notification-toast").filter({ hasText: text });
  }

  /** A modal dialog, found by its text. */
  dialog(text: string | RegExp): Locator {
    return this.page.locator(".monaco-dialog-box").filter({ hasText: text });
  }

  /** The document inside the webview in which something that matches `probe` is visible. */
  webview(probe: string): Promise<Frame> {
    return findWebview(this.page, probe);
  }

  /**
   * Waits until what extensions keep matches. The workbench in a browser writes it with a delay of its own, and a reload
   * before that loses it (vscode-runtime.md 2).
   */
  async untilKept(state: RegExp): Promise<void> {
    await expect.poll(() => this.page.evaluate(readKeptState), { timeout: 30_000 }).toMatch(state);
  }

  /** Reloads the window, as `Developer: Reload Window` does: the extension host starts anew. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Has the window lose and get the focus as a user's does: Playwright tells every page that it has it, always. */
  async followFocus(): Promise<void> {
    const browser = await this.page.context().newCDPSession(this.page);
    await browser.send("Emulation.setFocusEmulationEnabled", { enabled: false });
    await this.page.bringToFront();
  }

  /** Keeps a picture of the window as `out/screenshots/<name>.png`. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({
      path: join(outFolder, "screenshots", `${name}.png`),
      animations: "disabled",
    });
  }
}

/** Runs in the page: everything that the workbench keeps in the browser, as text. */
async function readKeptState(): Promise<string> {
  const outcomeOf = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => {
        resolve(request.result);
      };
      request.onerror = () => {
        reject(new Error("The browser's database cannot be read"));
      };
    });
  const kept: unknown[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith("vscode-web-state-db") !== true) {
      continue;
    }
    const database = await outcomeOf(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      kept.push(...(await outcomeOf<unknown[]>(database.transaction(store).objectStore(store).getAll())));
    }
    database.close();
  }
  return kept.map(String).join("\n");
}
