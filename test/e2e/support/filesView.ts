import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";
import type { Workbench } from "./workbench.ts";

/** The files view, in the words of its user. */
export class FilesView {
  /** The view's title and all below it. */
  readonly pane: Locator;
  /** The line above the tree. */
  readonly message: Locator;
  readonly #page: Page;

  constructor({ page }: Workbench) {
    this.#page = page;
    this.pane = page.locator(".sidebar .pane").filter({ has: page.getByRole("tree", { name: "Files" }) });
    this.message = this.pane.locator(".message");
  }

  /** A row that is a group, a file, or says a state. */
  row(name: string | RegExp): Locator {
    return this.pane.getByRole("treeitem", { name });
  }

  /** A row whose text contains `text`. */
  rowWith(text: string | RegExp): Locator {
    return this.pane.getByRole("treeitem").filter({ hasText: text });
  }

  /** The names of all rows that are shown, from top to bottom. */
  names(): Promise<string[]> {
    return this.pane.getByRole("treeitem").locator(".label-name").allTextContents();
  }

  /** Clicks an icon of the view's title. */
  async action(name: string | RegExp): Promise<void> {
    await this.pane.locator(".pane-header").hover();
    await this.pane.locator(".pane-header").getByRole("button", { name }).click();
  }

  /** Opens the menu behind the three dots; `path` leads through its submenus. */
  async menu(...path: readonly string[]): Promise<void> {
    await this.action(/More Actions/);
    await this.choose(...path);
  }

  /** Opens the context menu of a row and clicks through its submenus. */
  async contextMenu(row: Locator, ...path: readonly string[]): Promise<void> {
    await row.click({ button: "right" });
    await this.choose(...path);
  }

  async choose(...path: readonly string[]): Promise<void> {
    for (const [index, name] of path.entries()) {
      const item = this.#page.getByRole("menuitem", { name, exact: true });
      if (index < path.length - 1) {
        await item.hover();
      } else {
        await expect(async () => {
          // A submenu ignores a click in its first moment.
          await item.click({ timeout: 2000 });
          await expect(item).toBeHidden({ timeout: 1000 });
        }).toPass();
      }
    }
  }
}
