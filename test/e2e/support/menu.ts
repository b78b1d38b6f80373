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
    // Within the same attempt: a menu that closes by itself before the click has chosen nothing.
    await target!.click({ timeout: 2000 });
  }).toPass();
  await expect(async () => {
    // A menu ignores a click in its first moment.
    if (await target!.isVisible()) {
      await target!.click({ timeout: 2000 });
    }
    await expect(target!).toBeHidden({ timeout: 1000 });
  }).toPass();
  // Off whatever it points at: a row's tooltip would cover the rows below, and their clicks.
  await page.mouse.move(0, 0);
}

/** By its title; its keyboard shortcut belongs to its accessible name. */
function menuItem(page: Page, title: string): Locator {
  return page.getByRole("menuitem").filter({ has: page.getByText(title, { exact: true }) });
}
