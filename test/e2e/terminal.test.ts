import { addConnection } from "./support/connect.ts";
import { expect, test } from "./support/test.ts";

const fileId = "9223372036854775807";

test("an id in a terminal's JSON is a link, and a click retrieves it once", async ({
  workbench,
  sandbox,
}) => {
  const { page } = workbench;
  const retrieves = (): number =>
    sandbox.requests.filter(({ target }) => target.includes(`/v1/files/retrieve?file_id=${fileId}`)).length;

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
    await workbench.screenshot("terminal-01-answer");
    expect(retrieves()).toBe(0);
  });

  await test.step("a click on the id shows its metadata", async () => {
    const screen = page.locator(".terminal-wrapper.active .xterm-screen");
    const box = (await screen.boundingBox())!;
    // The first line of the cleared screen, behind `{"file_id":`.
    const x = box.x + 120;
    const y = box.y + 8;
    await expect(async () => {
      await page.mouse.move(x + 30, y);
      await page.mouse.move(x, y, { steps: 4 });
      await page.keyboard.down("Control");
      await page.mouse.click(x, y);
      await page.keyboard.up("Control");
      expect(retrieves()).toBeGreaterThan(0);
    }).toPass({ timeout: 20_000 });
    const panel = await workbench.webview("text=output.mp4");
    await expect(panel.locator("body")).toContainText(fileId);
    await workbench.screenshot("terminal-02-retrieved");
    expect(retrieves()).toBe(1);
  });
});
