import axe from "axe-core";
import type { Frame } from "@playwright/test";
import { largestId } from "../../src/sandbox/seed/seedFiles.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { startTestSandbox } from "../support/sandbox.ts";
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
  const row = workbench.treeItem(name);
  const label = await row.locator(".label-name").innerText();
  await expect(async () => {
    // A menu that loses the focus in the moment of the click, to what has just closed, takes the click and does nothing.
    await workbench.contextMenu(row, "Show Metadata");
    await expect(workbench.page.getByRole("tab", { name: `${label} – Metadata` })).toBeVisible({
      timeout: 10_000,
    });
  }).toPass();
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
  { look: "light", theme: "Light Modern", bodyClass: "vscode-light" },
  { look: "high-contrast", theme: "Dark High Contrast", bodyClass: "vscode-high-contrast" },
  { look: "high-contrast-light", theme: "Light High Contrast", bodyClass: "vscode-high-contrast-light" },
  { look: "dark", theme: "Dark Modern", bodyClass: "vscode-dark" },
] as const;

test.describe("the panel", () => {
  // One window and one platform for all: what a test leaves is where the next one begins.
  test.describe.configure({ mode: "serial" });
  test.use({ windowSize: { width: 1400, height: 900 } });
  let sandbox: Sandbox;
  test.beforeAll(async () => {
    sandbox = await startTestSandbox();
  });
  test.afterAll(() => sandbox.stop());

  test("tells everything, and breaks no rule of axe in any theme", async ({ workbench }) => {
    test.setTimeout(240_000);
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
    await expect(page).toContainText(`Custom · ${sandbox.origin}`);
    for (const { look, theme, bodyClass } of looks) {
      await test.step(look, async () => {
        await workbench.command("Preferences: Color Theme");
        await workbench.quickInput.input.fill(theme);
        await workbench.quickInput.pick(theme);
        await expect(page).toHaveClass(new RegExp(`(^| )${bodyClass}( |$)`));
        expect(await violations(panel)).toEqual([]);
        await workbench.screenshot(`panel-${look}`);
      });
    }

    await panel.getByRole("button", { name: "Verify Link" }).click();
    await expect(page).toContainText("Its host answered with HTTP 206.");
    const probes = sandbox.requests.filter(({ place }) => place === "link");
    expect(probes.map(({ headers }) => headers["range"])).toEqual(["bytes=0-0"]);
  });

  test("carries out every action that it offers, and no call besides", async ({ workbench, workspace }) => {
    test.setTimeout(240_000);
    const { page, quickInput } = workbench;
    const file = sandbox.file("first-frame.png");
    const panel = await workbench.webview("text=Verification");
    const click = (name: string): Promise<void> => panel.getByRole("button", { name, exact: true }).click();
    const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

    await test.step("copies id, link, cURL and the raw answer", async () => {
      const before = sandbox.requests.length;
      await click("Copy the file ID");
      await expect.poll(clipboard).toBe(file.id);
      await click("Copy as cURL");
      await expect.poll(clipboard).toContain(`file_id=${file.id}`);
      expect(await clipboard()).not.toContain(sandbox.key);
      await click("Copy Link");
      await expect.poll(clipboard).toMatch(/Expires=\d+&OSSAccessKeyId=/);
      const link = await clipboard();
      await panel.locator("summary").click();
      await workbench.screenshot("panel-raw");
      await click("Copy the answer");
      await expect.poll(clipboard).toMatch(/^\{"file":/);
      const raw = await clipboard();
      expect(raw).toBe(await panel.locator("pre").textContent());
      expect(raw).toContain(JSON.stringify(link));
      expect(raw).toContain(`"file_id":${file.id}`);
      expect(sandbox.requests.length).toBe(before);
      expect((await (await fetch(link)).bytes()).length).toBe(file.size);
    });

    await test.step("downloads the exact bytes", async () => {
      await click("Download");
      await expect(workbench.notification(/Downloaded first-frame\.png/)).toBeVisible();
      expect(workspace.read("first-frame.png").equals(await sandbox.bytes(file))).toBe(true);
    });

    await test.step("says why another program cannot have it, where it could not reach it", async () => {
      await click("Open Externally");
      await expect(workbench.notification(/cannot be opened externally/)).toContainText("Download");
      await page.keyboard.press("Escape");
    });

    await test.step("opens it in VS Code", async () => {
      await click("Open");
      await expect(page.getByRole("tab", { name: "first-frame.png", exact: true })).toBeVisible();
      await page.getByRole("tab", { name: /first-frame\.png – Metadata/ }).click();
    });

    await test.step("watches the task of a generated file", async () => {
      await workbench.command("MiniMax Files: Retrieve File by ID…");
      await quickInput.answer(largestId);
      const generated = await workbench.webview(`text=${largestId}`);
      await expect(generated.locator("body")).toContainText("The platform does not tell the size");
      await generated.getByRole("button", { name: "Watch Task…" }).click();
      await expect(quickInput.widget).toContainText("Watch Task");
      await page.keyboard.press("Escape");
      await quickInput.expectClosed();
    });

    await test.step("deletes after a question, and closes", async () => {
      const { id } = sandbox.file("report.pdf");
      await showMetadata(workbench, /^report\.pdf/);
      const doomed = await workbench.webview(`text=${id}`);
      const remove = doomed.getByRole("button", { name: "Delete…" });
      await remove.click();
      const dialog = workbench.dialog(/Delete “report\.pdf”/);
      await dialog.getByRole("button", { name: "Cancel" }).click();
      expect(sandbox.count("delete")).toBe(0);
      await remove.click();
      await dialog.getByRole("button", { name: "Delete" }).click();
      await expect(workbench.treeItem(/^report\.pdf/)).toBeHidden();
      await expect(page.getByRole("tab", { name: /report\.pdf – Metadata/ })).toBeHidden();
      expect(sandbox.files.map((one) => one.id)).not.toContain(id);
    });
  });

  test("tells at once when a link ends, and asks nothing after a reload", async ({ workbench }) => {
    test.setTimeout(240_000);
    const { page } = workbench;

    await test.step("the countdown reaches zero, and a click refreshes the link", async () => {
      await sandbox.misbehave({ at: "signing", kind: "lifetime", seconds: 6 });
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
      // Not by what is seen: the moment without a workbench may fall between two looks.
      const reloaded = page.waitForEvent("domcontentloaded", { timeout: slowStart });
      await workbench.command("Developer: Reload Window");
      await reloaded;
      await workbench.ready();
      await expect(async () => {
        await workbench.webview("text=kept from before the window was reloaded");
      }).toPass({ timeout: slowStart });
      const panel = await workbench.webview("text=kept from before the window was reloaded");
      await expect(panel.locator("body")).toContainText(sandbox.file("narrator.wav").id);
      await expect(panel.locator("section.link")).toContainText("not kept over a reload");
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
        const tooltip = page.locator(".monaco-hover").filter({ hasText: sandbox.file(name).id });
        await expect(async () => {
          // A row that is drawn anew under the pointer shows its tooltip at the next move.
          await page.mouse.move(0, 0);
          await row.hover();
          await expect(tooltip).toContainText(shown, { timeout: 5000 });
        }).toPass();
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
        await expect(notification).toBeVisible();
        await expect(notification.locator(".notification-list-item-message a")).toHaveCount(0);
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
