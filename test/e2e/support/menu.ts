import { expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";

/** Opens a menu and clicks through its submenus: `path` are the titles, without their keyboard shortcuts. */
export async function chooseFromMenu(
  page: Page,
  open: () => Promise<void>,
  path: readonly string[],
): Promise<void> {
  const [target, ...submenus] = path.toReversed().map((title) => menuItem(page, title));
  let isFirst = true;
  await expect(async () => {
    // Whatever changes in the view closes an open menu, and one opened just before shows what was: then again.
    if (!isFirst) {
      await page.keyboard.press("Escape");
    }
    isFirst = false;
    await open();
    for (const submenu of submenus.toReversed()) {
      await submenu.hover({ timeout: 2000 });
    }
    await expect(target!).toBeVisible({ timeout: 2000 });
    await untilItTakesClicks(page);
    // Within the same attempt: a menu that closes by itself before the click has chosen nothing.
    await target!.click({ timeout: 2000 });
  }).toPass();
  await expect(target!).toBeHidden();
  // Off whatever it points at: a row's tooltip would cover the rows below, and their clicks.
  await page.mouse.move(0, 0);
}

/**
 * A menu listens to clicks 100 ms after it was drawn, and tells nobody: one before that is lost, and so is one that a
 * menu ignores which then closes by itself. A timer of the window that is set later and is longer ends later.
 */
function untilItTakesClicks(page: Page): Promise<void> {
  return page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
}

/** By its title; its keyboard shortcut belongs to its accessible name. */
function menuItem(page: Page, title: string): Locator {
  return page.getByRole("menuitem").filter({ has: page.getByText(title, { exact: true }) });
}
