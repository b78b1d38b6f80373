import { largestId } from "../../../src/sandbox/seed/seedFiles.ts";
import { FilesView } from "../support/filesView.ts";
import { expect, test } from "../support/test.ts";
import { Camera } from "./camera.ts";

test.use({
  windowSize: { width: 1200, height: 720 },
  // Named so in the title bar.
  workspaceFiles: { "README.md": "# My videos\n" },
  settings: { "workbench.activityBar.location": "default" },
});

test("pictures for the README and the walkthrough", async ({ workbench }) => {
  const { page, quickInput } = workbench;
  const camera = new Camera(page);
  const files = new FilesView(workbench);
  const sideBar = await workbench.openView();
  const section = (name: string) => sideBar.getByRole("button", { name: `${name} Section` });
  const pane = (name: string) => sideBar.locator(".pane").filter({ has: page.getByRole("tree", { name }) });

  await test.step("the providers", async () => {
    await camera.frame(2000);
    await sideBar.getByRole("button", { name: "Add Connection" }).click();
    await expect(quickInput.row("CometAPI")).toBeVisible();
    await camera.still("walkthrough/account.png", quickInput.widget);
    await page.keyboard.press("Escape");
  });

  await test.step("the sandbox's files", async () => {
    await sideBar.getByRole("button", { name: "Start the sandbox" }).click();
    await expect(files.row(/^narrator\.wav/)).toBeVisible();
    await page.mouse.move(800, 500);
    await camera.frame(2500);
    await camera.still("walkthrough/sandbox.png", files.pane);
  });

  await test.step("a file retrieved by its id", async () => {
    await workbench.command("MiniMax Files: Retrieve File by ID…");
    await quickInput.input.fill(largestId);
    await camera.frame(2000);
    await quickInput.input.press("Enter");
    const panel = await workbench.webview("text=Verification");
    await expect(panel.locator("body")).toContainText(largestId);
    await page.mouse.move(800, 500);
    await camera.frame(3500);
    await camera.still("readme/files.png");
    await camera.still("walkthrough/retrieve.png", page.locator(".part.editor"));
  });

  await test.step("downloads", async () => {
    await workbench.command("MiniMax Files: Sandbox: Misbehave…");
    await quickInput.pick("Slow downloads");
    await page.keyboard.press("Enter");
    await section("Transfers").click();
    await files.contextMenu(files.row(/^Voice Clone/), "Download");
    await files.contextMenu(files.row(/^Video Understanding/), "Download");
    const transfers = pane("Transfers");
    await expect(
      transfers.getByRole("treeitem", { name: /^Download: narrator\.wav, [1-9]\d?%/ }),
    ).toBeVisible();
    await page.mouse.move(800, 500);
    await camera.frame(2000);
    await expect(transfers.getByRole("treeitem", { name: /^Download: narrator\.wav, 156/ })).toBeVisible();
    await camera.frame(2500);
    await camera.still("walkthrough/download.png", transfers);
    await workbench.command("Notifications: Clear All Notifications");
  });

  await test.step("a task to its end", async () => {
    await section("Transfers").click();
    await workbench.command("MiniMax Files: Sandbox: Start a Task");
    const tasks = pane("Tasks");
    await expect(tasks.getByRole("treeitem", { name: /^Video task \d+/ })).toBeVisible();
    await page.mouse.move(800, 500);
    await camera.frame(2500);
    await camera.still("walkthrough/task.png", tasks);
    await expect(workbench.notification(/is done/)).toBeVisible({ timeout: 120_000 });
    await camera.frame(3500);
  });

  await camera.film("readme/tour.webp");
});
