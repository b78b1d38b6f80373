import axe from "axe-core";
import type { Frame } from "@playwright/test";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { addConnection } from "./support/connect.ts";
import { expect, test } from "./support/test.ts";
import type { Workbench } from "./support/workbench.ts";

/** Milliseconds that a busy machine may take to start an extension host. */
const slowStart = 60_000;

async function connected(workbench: Workbench, sandbox: Sandbox): Promise<void> {
  const view = await workbench.openView();
  const add = view.getByRole("button", { name: "Add Connection" });
  await expect(add).toBeVisible({ timeout: slowStart });
  await add.click();
  await addConnection(workbench, sandbox);
  await expect(workbench.treeItem(/^narrator\.wav/)).toBeVisible();
}

async function showMetadata(workbench: Workbench, name: RegExp): Promise<Frame> {
  await workbench.contextMenu(workbench.treeItem(name), "Show Metadata");
  return workbench.webview("text=Verification");
}

/** The rules of axe-core that a webview's document breaks, each with the element that does. */
async function violations(panel: Frame): Promise<string[]> {
  await panel.evaluate(axe.source);
  return panel.evaluate(async () => {
    const { axe: rules } = window as unknown as { readonly axe: typeof axe };
    const results = await rules.run(document);
    return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

const looks = [
  { look: "dark", theme: "Default Dark Modern" },
  { look: "light", theme: "Default Light Modern" },
  { look: "high-contrast", theme: "Default High Contrast" },
] as const;

for (const { look, theme } of looks) {
  test.describe(`in ${look}`, () => {
    test.use({ settings: { "workbench.colorTheme": theme } });

    test(`the panel tells everything, and breaks no rule of axe, in ${look}`, async ({
      workbench,
      sandbox,
    }) => {
      test.setTimeout(180_000);
      await connected(workbench, sandbox);
      const file = sandbox.file("first-frame.png");
      const panel = await showMetadata(workbench, /^first-frame\.png/);
      const page = panel.locator("body");
      await expect(page).toContainText("first-frame.png");
      await expect(page).toContainText(file.id);
      await expect(page).toContainText("video_generation_input");
      await expect(page).toContainText(`Unix time ${file.createdAt}`);
      await expect(page).toContainText("12345678901234567890");
      await expect(page).toContainText(/Expires in \d\d:\d\d:\d\d/);
      await expect(page).toContainText(new URL(sandbox.linkOrigin).host);
      await expect(page).toContainText("Every digit of");
      expect(await violations(panel)).toEqual([]);
      await workbench.screenshot(`panel-${look}`);

      await panel.getByRole("button", { name: "Verify Link" }).click();
      await expect(page).toContainText("Its host answered with HTTP 206.");
      const probes = sandbox.requests.filter(({ place }) => place === "link");
      expect(probes.map(({ headers }) => headers["range"])).toEqual(["bytes=0-0"]);
    });
  });
}

test.describe("over time", () => {
  test.use({ vscodePer: "test" });

  test("a link that ends is told at once, and a reload asks nothing", async ({ workbench, sandbox }) => {
    test.setTimeout(240_000);
    const { page } = workbench;

    await test.step("the countdown reaches zero, and a click refreshes the link", async () => {
      await sandbox.misbehave({ at: "signing", kind: "lifetime", seconds: 6 });
      await connected(workbench, sandbox);
      const panel = await showMetadata(workbench, /^narrator\.wav/);
      const timer = panel.getByRole("timer");
      await expect(timer).toHaveText(/Expires in 00:00:0\d/);
      await expect(timer).toContainText("Expired");
      await workbench.screenshot("panel-expired");
      await sandbox.behave();
      await panel.getByRole("button", { name: "Refresh Link" }).click();
      await expect(timer).toHaveText(/Expires in \d\d:[0-5]\d:\d\d/);
      await expect(timer).not.toHaveText(/Expires in 00:00:0\d/);
    });

    await test.step("after a reload panel and documents are back, without a request", async () => {
      await workbench.contextMenu(workbench.treeItem(/^notes\.txt/), "Open");
      await expect(page.locator(".editor-instance .view-lines")).toContainText("no documentation");
      await page.getByRole("tab", { name: /^narrator\.wav/ }).click();
      await workbench.webview("text=Verification");
      // The files view, when seen, lists the files anew: out of sight.
      await page
        .locator(".activitybar")
        .getByRole("tab", { name: /^Explorer/ })
        .click();
      const before = sandbox.requests.length;
      await workbench.command("Developer: Reload Window");
      await expect(page.locator(".monaco-workbench")).toBeHidden();
      await workbench.ready();
      await expect(async () => {
        await workbench.webview("text=kept from before the window was reloaded");
      }).toPass({ timeout: slowStart });
      const panel = await workbench.webview("text=kept from before the window was reloaded");
      await expect(panel.locator("body")).toContainText(sandbox.file("narrator.wav").id);
      await workbench.screenshot("panel-restored");
      await page.getByRole("tab", { name: /^notes\.txt/ }).click();
      await expect(page.locator(".editor-instance .view-lines")).toContainText("no documentation");
      expect(sandbox.requests.length).toBe(before);
    });
  });
});

/** What a server may call a file, and what it is called on disk. */
const hostileNames = [
  { name: "<img src=x onerror=alert(1)>.txt", onDisk: "_img src=x onerror=alert(1)_.txt" },
  { name: "</script><script>alert(1)</script>.txt", onDisk: "script_.txt" },
  { name: "invoice\u202Etxt.exe.txt", onDisk: "invoicetxt.exe.txt" },
  {
    name: "[x](command:workbench.action.terminal.new).txt",
    onDisk: "[x](command_workbench.action.terminal.new).txt",
  },
  { name: "../../x.txt", onDisk: "x.txt" },
] as const;

test.describe("hostile names", () => {
  test.use({ vscodePer: "test", windowSize: { width: 1400, height: 900 } });

  test("stay text in list, tooltip, panel, notification, tab and on disk", async ({
    workbench,
    workspace,
    sandbox,
  }) => {
    test.setTimeout(300_000);
    const { page } = workbench;
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    for (const { name } of hostileNames) {
      await sandbox.addFile({
        filename: name,
        purpose: "retrieval",
        content: Buffer.from(`content of ${name}`),
      });
    }
    await connected(workbench, sandbox);
    await workbench.screenshot("hostile-list");

    for (const { name, onDisk } of hostileNames) {
      await test.step(JSON.stringify(name), async () => {
        const shown = name.replaceAll("\u202e", "�");
        const row = page.getByRole("treeitem").filter({ hasText: shown });
        await row.hover();
        const tooltip = page.locator(".monaco-hover").filter({ hasText: sandbox.file(name).id });
        await expect(tooltip).toContainText(shown);
        await expect(tooltip.locator("img, script, a")).toHaveCount(0);

        await row.click();
        await expect(page.getByRole("tab", { name: new RegExp(`^${escaped(onDisk)}`) })).toBeVisible();
        await expect(page.locator(".editor-instance .view-lines")).toContainText("content of");

        await workbench.contextMenu(row, "Show Metadata");
        const panel = await workbench.webview(`text=${sandbox.file(name).id}`);
        await expect(panel.locator("h1")).toContainText(name.replaceAll("\u202e", "U+202E"));
        await expect(panel.locator("main img, main a")).toHaveCount(0);

        await workbench.contextMenu(row, "Download");
        const notification = workbench.notification(/Downloaded/);
        await expect(notification.locator(".notification-list-item-message a")).toHaveCount(0);
        await expect(notification).toBeVisible();
        await workbench.screenshot(`hostile-${hostileNames.findIndex((one) => one.name === name)}`);
        await notification.hover();
        await notification.getByRole("button", { name: /^Clear Notification/ }).click();
        await expect(notification).toBeHidden();
      });
    }

    expect(workspace.files()).toEqual(["README.md", ...hostileNames.map(({ onDisk }) => onDisk)].sort());
    expect(dialogs).toEqual([]);
    await expect(page.locator(".terminal-wrapper")).toHaveCount(0);
  });
});

function escaped(text: string): string {
  return text.replace(/[[\](){}.*+?^$|\\]/g, "\\$&");
}
