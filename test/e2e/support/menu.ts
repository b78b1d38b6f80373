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
    // Within the same attempt: a menu that closes by itself before it has taken a click has chosen nothing.
    await expect.poll(() => isTaken(page, target!)).toBe(true);
  }).toPass();
  await expect(target!).toBeHidden();
  // Off whatever it points at: a row's tooltip would cover the rows below, and their clicks.
  await page.mouse.move(0, 0);
}

/** By its title; its keyboard shortcut belongs to its accessible name. */
function menuItem(page: Page, title: string): Locator {
  return page.getByRole("menuitem").filter({ has: page.getByText(title, { exact: true }) });
}

/** Clicks an item, and tells whether the menu took the click: it ignores those of its first 100 ms. */
async function isTaken(page: Page, item: Locator): Promise<boolean> {
  const click = await page.evaluateHandle(() => {
    const seen = { isReleased: false, isPassedOn: false };
    window.addEventListener("mouseup", () => (seen.isReleased = true), { capture: true, once: true });
    window.addEventListener("mouseup", () => (seen.isPassedOn = true), { once: true });
    return seen;
  });
  await item.click({ timeout: 2000 });
  // What VS Code's menus act upon they pass on to nobody.
  return await click.evaluate(({ isReleased, isPassedOn }) => isReleased && !isPassedOn);
}
