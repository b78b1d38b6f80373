import { join } from "node:path";
import type { Locator } from "@playwright/test";
import sharp from "sharp";
import { largestId } from "../../../src/sandbox/seed/seedFiles.ts";
import { rootFolder } from "../../support/folders.ts";
import { FilesView } from "../support/filesView.ts";
import { expect, test } from "../support/test.ts";
import { Camera } from "./camera.ts";

const windowSize = { width: 1200, height: 720 };
/** Leaves the editor the width in which a walkthrough shows a picture without shrinking it. */
const narrowSize = { width: 880, height: 720 };
/** The width of the side bar in pictures of it, for the same reason: VS Code stretches a smaller one, and it blurs. */
const wideSideBar = 480;

test.use({
  windowSize,
  // Named so in the title bar.
  workspaceFiles: { "README.md": "# My videos\n" },
  settings: { "workbench.activityBar.location": "default" },
});

test("the icon, from its drawing", async () => {
  await sharp(join(import.meta.dirname, "icon.svg"))
    .png({ palette: true, quality: 90, dither: 0, effort: 10 })
    .toFile(join(rootFolder, "media/icon.png"));
});

test("pictures for the README and the walkthrough", async ({ workbench }) => {
  const { page, quickInput } = workbench;
  const camera = new Camera(page);
  const files = new FilesView(workbench);
  const sideBar = await workbench.openView();
  const section = (name: string) => sideBar.getByRole("button", { name: `${name} Section` });
  /** Draws the side bar's edge to give it a width; back again is for the other pictures. */
  const stretchSideBar = async (width: number): Promise<void> => {
    const box = (await sideBar.boundingBox())!;
    await page.mouse.move(box.x + box.width, 500);
    await page.mouse.down();
    await page.mouse.move(box.x + width, 500, { steps: 4 });
    await page.mouse.up();
    await page.mouse.move(800, 500);
  };
  const sideBarPart = async (file: string, part: Locator, height: number): Promise<void> => {
    const { width } = (await sideBar.boundingBox())!;
    await stretchSideBar(wideSideBar);
    await camera.part(file, part, height);
    await stretchSideBar(width);
  };
  const pane = (name: string) => sideBar.locator(".pane").filter({ has: page.getByRole("tree", { name }) });

  await test.step("the providers", async () => {
    const add = sideBar.getByRole("button", { name: "Add Connection" });
    await expect(add).toBeVisible();
    await camera.frame(2000);
    await add.click();
    await expect(quickInput.row("CometAPI")).toBeVisible();
    await camera.part("walkthrough/account.webp", quickInput.widget);
    await page.keyboard.press("Escape");
  });

  await test.step("the sandbox's files", async () => {
    await sideBar.getByRole("button", { name: "Start the sandbox" }).click();
    await expect(files.row(/^narrator\.wav/)).toBeVisible();
    await page.mouse.move(800, 500);
    await camera.frame(2500);
    await sideBarPart("walkthrough/sandbox.webp", files.pane, 360);
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
    await camera.window("readme/files.png");
    await page.setViewportSize(narrowSize);
    await camera.part("walkthrough/retrieve.webp", page.locator(".part.editor"), 440);
    await page.setViewportSize(windowSize);
  });

  await test.step("downloads", async () => {
    await section("Transfers").click();
    await workbench.contextMenu(files.row(/^Voice Clone/), "Download");
    const transfers = pane("Transfers");
    const transfer = (name: RegExp) => transfers.getByRole("treeitem", { name });
    await expect(transfer(/^Download: narrator\.wav/)).toBeVisible();
    await camera.frame(2000);
    await workbench.contextMenu(files.row(/^Retrieval/), "Download");
    await expect(transfer(/^Download: narrator\.wav, 156/)).toBeVisible();
    await expect(transfer(/^Download: report\.pdf, 596/)).toBeVisible();
    await page.mouse.move(800, 500);
    await camera.frame(2500);
    await sideBarPart("walkthrough/download.webp", transfers, 120);
    await workbench.command("Notifications: Clear All Notifications");
  });

  await test.step("a task to its end", async () => {
    await section("Transfers").click();
    await workbench.command("MiniMax Files: Sandbox: Start a Task");
    const tasks = pane("Tasks");
    await expect(tasks.getByRole("treeitem", { name: /^Video task \d+/ })).toBeVisible();
    await page.mouse.move(800, 500);
    await camera.frame(2500);
    await sideBarPart("walkthrough/task.webp", tasks, 120);
    await expect(workbench.notification(/is done/)).toBeVisible({ timeout: 120_000 });
    await camera.frame(3500);
  });

  await camera.film("readme/tour.webp");
});
