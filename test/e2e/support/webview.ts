import { expect } from "@playwright/test";
import type { Frame, Page } from "@playwright/test";

/**
 * Finds a webview's own document. VS Code puts it two frames deep (page > its host frame > the document) and
 * lays it over the editor instead of inside, so it is found by what it shows.
 */
export async function findWebview(page: Page, probe: string): Promise<Frame> {
  let found: Frame | undefined;
  await expect(async () => {
    found = await firstWithVisible(page, probe);
    expect(found, `a webview that shows ${probe}`).toBeDefined();
  }).toPass({ timeout: 45_000 });
  return found!;
}

async function firstWithVisible(page: Page, probe: string): Promise<Frame | undefined> {
  for (const frame of page.frames()) {
    const isDocument = frame.parentFrame()?.parentFrame() != null;
    // A frame that goes away while we look is not the one.
    const visible = (): Promise<number> => frame.locator(probe).filter({ visible: true }).count();
    if (isDocument && (await visible().catch(() => 0)) > 0) {
      return frame;
    }
  }
  return undefined;
}
