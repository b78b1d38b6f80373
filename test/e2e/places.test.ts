import { writeFileSync } from "node:fs";
import type { Locator } from "@playwright/test";
import { addConnection } from "./support/connect.ts";
import { expect, test } from "./support/test.ts";

const fileId = "9223372036854775807";

test("ids in terminals and documents are links, and only a click retrieves, once", async ({
  workbench,
  workspace,
  sandbox,
}) => {
  test.slow();
  const { page } = workbench;
  const retrieves = (): number => sandbox.count("retrieve");

  const view = await workbench.openView();
  await view.getByRole("button", { name: "Add Connection" }).click();
  await addConnection(workbench, sandbox);

  await test.step("a script prints an answer", async () => {
    await workbench.command("Terminal: Create New Terminal");
    const terminal = page.locator(".terminal-wrapper.active .xterm-helper-textarea");
    await terminal.waitFor({ state: "attached" });
    await terminal.focus();
    await page.keyboard.type(`clear; printf '{"file_id":%s,"status":"Success"}\\n' ${fileId}`);
    await page.keyboard.press("Enter");
  });

  await test.step("no call is made by the looks of it", async () => {
    await workbench.screenshot("places-01-terminal");
    expect(retrieves()).toBe(0);
  });

  await test.step("a click on the id shows its metadata", async () => {
    const screen = page.locator(".terminal-wrapper.active .xterm-screen");
    const box = (await screen.boundingBox())!;
    // The first line of the cleared screen, behind `{"file_id":`.
    const x = box.x + 120;
    const y = box.y + 8;
    const tooltip = page.getByText(`Retrieve MiniMax file ${fileId}`);
    await expect(async () => {
      // The terminal keeps what it found in a line, maybe before the answer was there, until the mouse visits another.
      await page.mouse.move(x, y + 60);
      await page.mouse.move(x, y, { steps: 4 });
      await expect(tooltip).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 60_000 });
    await page.keyboard.down("Control");
    await page.mouse.click(x, y);
    await page.keyboard.up("Control");
    const panel = await workbench.webview("text=output.mp4");
    await expect(panel.locator("body")).toContainText(fileId);
    await workbench.screenshot("places-02-retrieved");
    expect(retrieves()).toBe(1);
  });

  const unknown = sandbox.file("output_aigc.mp4").id;
  const editor = page.locator(".editor-instance");
  const lens = (text: string): Locator => editor.locator(".codelens-decoration a", { hasText: text });

  await test.step("a document's ids have lenses and a hover, which know what is known, without a call", async () => {
    await workbench.command("View: Toggle Panel Visibility");
    writeFileSync(
      workspace.path("answers.jsonl"),
      `{"file_id": ${fileId}}\n\n{"task_id": "176844028768320", "file_id": "${unknown}"}\n`,
    );
    const seen = sandbox.requests.length;
    await workbench.openFile("answers.jsonl");
    await expect(lens("Show output.mp4 in MiniMax Files")).toBeVisible();
    await expect(lens(`Retrieve MiniMax file ${unknown}`)).toBeVisible();
    await expect(lens("Watch MiniMax task 176844028768320")).toBeVisible();
    await editor.locator(".view-line span", { hasText: unknown }).last().hover();
    const hover = page.locator(".monaco-hover", { hasText: "nothing is known of it" }).first();
    await expect(hover.getByText("Download", { exact: true })).toBeVisible();
    await workbench.screenshot("places-03-document");
    expect(sandbox.requests.slice(seen)).toEqual([]);
  });

  await test.step("a click on a lens retrieves once", async () => {
    await page.keyboard.press("Escape");
    await lens(`Retrieve MiniMax file ${unknown}`).click();
    const panel = await workbench.webview("text=output_aigc.mp4");
    await expect(panel.locator("body")).toContainText(unknown);
    expect(retrieves()).toBe(2);
  });
});
