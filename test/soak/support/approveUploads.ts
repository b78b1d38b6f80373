import type { Page } from "@playwright/test";

/** Has the window itself say yes whenever it asks whether a tool may upload, now and after each reload. */
export async function approveUploads(page: Page): Promise<void> {
  await page.addInitScript(approve);
  await page.evaluate(approve);
}

/** Runs in the page. */
function approve(): void {
  setInterval(() => {
    for (const dialog of document.querySelectorAll(".monaco-dialog-box")) {
      if (dialog.textContent.includes("Upload a file to")) {
        const buttons = [...dialog.querySelectorAll<HTMLElement>(".monaco-button")];
        buttons.find(({ textContent }) => textContent === "Yes")?.click();
      }
    }
  }, 100);
}
