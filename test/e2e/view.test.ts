import type { Locator } from "@playwright/test";
import { FilesView } from "./support/filesView.ts";
import { expect, test } from "./support/test.ts";

// VS Code shows the pictures of a walkthrough only where there is room for them.
test.use({ windowSize: { width: 1600, height: 900 } });

test("a newcomer is led from the welcome to the first file, and can do it all by keyboard and screen reader", async ({
  workbench,
  workspace,
}) => {
  test.slow();
  const { page } = workbench;
  const sideBar = await workbench.openView();
  await expect(sideBar).toContainText("MiniMax Files");
  await expect(sideBar.getByRole("button", { name: "Add Connection" })).toBeVisible();
  await expect(page.locator(".gettingStartedContainer")).toHaveCount(0);
  await workbench.screenshot("view");

  const walkthrough = page.locator(".gettingStartedContainer");
  const step = (title: string) => walkthrough.locator(".getting-started-step").filter({ hasText: title });
  await test.step("Get Started opens the walkthrough", async () => {
    await sideBar.getByRole("button", { name: "Get Started" }).click();
    await expect(
      walkthrough.getByRole("heading", { name: "Get Started with MiniMax Files" }).first(),
    ).toBeVisible();
    await expect(
      step("Try it without a key").locator(".codicon-getting-started-step-unchecked"),
    ).toBeVisible();
    await workbench.screenshot("walkthrough");
  });

  await test.step("starting the sandbox completes its step, and shows its files", async () => {
    await walkthrough.getByRole("button", { name: "Start Sandbox" }).click();
    await expect(new FilesView(workbench).row(/^narrator\.wav/)).toBeVisible();
    await expect(step("Try it without a key").locator(".codicon-getting-started-step-checked")).toBeVisible();
    await expect(step("Connect your account").locator(".codicon-getting-started-step-unchecked")).toHaveCount(
      1,
    );
  });

  await test.step("a task of the sandbox is watched with one click, which completes the last step", async () => {
    await step("Watch a task to its end").click();
    await walkthrough.getByRole("button", { name: "Start a Task in the Sandbox" }).click();
    await expect(workbench.treeItem(/^Video task \d+/)).toBeVisible();
    await expect(
      step("Watch a task to its end").locator(".codicon-getting-started-step-checked"),
    ).toBeVisible();
    await workbench.screenshot("walkthrough-done");
  });

  const files = new FilesView(workbench);
  const tree = (name: string) => page.getByRole("tree", { name });
  await test.step("files: name, size, age and state; groups with their totals", async () => {
    await expect(tree("Files")).toMatchAriaSnapshot(`
      - tree "Files":
        - treeitem /^Voice Clone, 1 file · 156\\.3 KB/ [expanded] [level=1]
        - treeitem /^narrator\\.wav, 156\\.3 KB, last month/ [level=2]
        - treeitem /^first-frame\\.png, 4\\.3 KB, 6 days ago, The platform deletes it/ [level=2]
    `);
  });

  await test.step("tasks: kind, id and state", async () => {
    await expect(tree("Tasks")).toMatchAriaSnapshot(`
      - tree "Tasks":
        - treeitem /^Video task \\d+, (being made|waiting in line|done)/ [level=1]
    `);
  });

  await test.step("from the palette to the file, its menu and its download", async () => {
    await workbench.command("MiniMax Files: Focus on Files View");
    await arrowDownTo(files.pane.locator(".monaco-list-row.focused .label-name"), "narrator.wav");
    await page.keyboard.press("Shift+F10");
    await arrowDownTo(page.locator(".monaco-menu .action-item.focused .action-label"), "Download");
    await page.keyboard.press("Enter");
    await expect.poll(() => workspace.exists("narrator.wav")).toBe(true);
  });

  await test.step("transfers: direction, name and state", async () => {
    await workbench.command("MiniMax Files: Focus on Transfers View");
    await expect(workbench.treeItem(/^Download: narrator\.wav, 156\.3 KB/)).toBeVisible();
    await workbench.screenshot("accessibility");
  });
});

/** Presses the key until the focus, which `focused` finds, is on the row or item with this text. */
async function arrowDownTo(focused: Locator, text: string): Promise<void> {
  await expect(async () => {
    await focused.page().keyboard.press("ArrowDown");
    await expect(focused).toHaveText(text, { timeout: 500 });
  }).toPass({ timeout: 30_000 });
}
