import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";

/** The box at the top of the window: input boxes, pick lists and, in a browser, file dialogs too. */
export class QuickInput {
  readonly widget: Locator;
  readonly input: Locator;
  /** What an input box says under its field: the prompt, or why the value is refused. */
  readonly message: Locator;

  constructor(page: Page) {
    this.widget = page.locator(".quick-input-widget");
    this.input = this.widget.locator(".quick-input-box input");
    this.message = this.widget.locator(".quick-input-message");
  }

  /** The rows whose text contains `text`. */
  row(text: string | RegExp): Locator {
    return this.widget.locator(".monaco-list-row", { hasText: text });
  }

  /** Chooses a row of a pick list. */
  async pick(text: string | RegExp): Promise<void> {
    await this.row(text).first().click();
  }

  /** Answers an input box. */
  async answer(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press("Enter");
  }

  /** Answers a file dialog, which first moves to its own folder: what is typed before that is lost. */
  async answerPath(path: string): Promise<void> {
    await expect(this.row("..")).toBeVisible();
    await expect(async () => {
      await this.input.fill(path);
      await expect(this.input).toHaveValue(path, { timeout: 1000 });
    }).toPass();
    await this.input.press("Enter");
  }

  /** Waits until the command palette has closed, or made room for what its command asks: it would take the answer. */
  async untilPaletteIsGone(): Promise<void> {
    await expect(async () => {
      // A command that reloads the window takes the box along, for which its value would be waited.
      if (await this.input.isVisible()) {
        await expect(this.input).not.toHaveValue(/^>/, { timeout: 500 });
      }
    }).toPass({ timeout: 30_000 });
  }

  /** @param options `timeout` in milliseconds */
  async expectClosed(options: { readonly timeout?: number } = {}): Promise<void> {
    await expect(this.widget).toBeHidden(options);
  }
}
