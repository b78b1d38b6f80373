import type { Locator, Page } from "@playwright/test";
import { chooseFromMenu } from "./menu.ts";
import type { Workbench } from "./workbench.ts";

/** The files view, in the words of its user. */
export class FilesView {
  /** The view's title and all below it. */
  readonly pane: Locator;
  /** What stands in the place of rows where there are none. */
  readonly welcome: Locator;
  /** The line above the tree. */
  readonly message: Locator;
  readonly #page: Page;

  constructor({ page }: Workbench) {
    this.#page = page;
    // By its heading: without rows there is no tree.
    this.pane = page
      .locator(".sidebar .pane")
      .filter({ has: page.locator(".pane-header .title", { hasText: /^(MiniMax Files: )?Files$/ }) });
    this.welcome = this.pane.locator(".welcome-view-content");
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
    await chooseFromMenu(this.#page, () => this.action(/More Actions/), path);
  }

  /** Drags a row onto something, in steps: what takes a drop often shows itself only while something hovers. */
  async drag(row: Locator, target: Locator): Promise<void> {
    await row.hover();
    await this.#page.mouse.down();
    const box = await target.boundingBox();
    const { x, y, width, height } = box!;
    await this.#page.mouse.move(x + width / 2, y + height / 2, { steps: 10 });
    await this.#page.mouse.move(x + width / 2 + 5, y + height / 2 + 3, { steps: 5 });
    await this.#page.mouse.up();
  }

  /** Drops a file from outside the window onto a row, as from the desktop. */
  async dropFile(row: Locator, { name, text }: { name: string; text: string }): Promise<void> {
    const dataTransfer = await this.#page.evaluateHandle(
      (file) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([file.text], file.name));
        return transfer;
      },
      { name, text },
    );
    for (const event of ["dragenter", "dragover", "drop"]) {
      await row.dispatchEvent(event, { dataTransfer });
    }
  }
}
