import { largestId } from "../../src/sandbox/seed/seedFiles.ts";
import { addConnection } from "./support/connect.ts";
import { expect, test } from "./support/test.ts";

test("the main job: from no connection to the exact bytes on disk", async ({
  workbench,
  workspace,
  sandbox,
}) => {
  const { page } = workbench;

  await test.step("the welcome view leads to a connection", async () => {
    const view = await workbench.openView();
    await expect(view.getByRole("button", { name: "Add Connection" })).toBeVisible();
    await workbench.screenshot("01-welcome");
    await view.getByRole("button", { name: "Add Connection" }).click();
    await expect(workbench.quickInput.row("CometAPI")).toBeVisible();
    await workbench.screenshot("02-add-connection");
    await addConnection(workbench, sandbox);
  });

  await test.step("the files are grouped by purpose", async () => {
    await expect(workbench.treeItem(/^Voice Clone/)).toBeVisible();
    await expect(workbench.treeItem(/^narrator\.wav/)).toBeVisible();
    await expect(workbench.treeItem(/^customer_archive/)).toBeVisible();
    await workbench.screenshot("03-files");
  });

  await test.step("a selected file shows its metadata", async () => {
    await workbench.treeItem(/^narrator\.wav/).hover();
    await workbench
      .treeItem(/^narrator\.wav/)
      .getByRole("button", { name: "Show Metadata" })
      .click();
    const panel = await workbench.webview("text=narrator.wav");
    await expect(panel.locator("body")).toContainText(sandbox.file("narrator.wav").id);
    await expect(panel.locator("body")).toContainText("voice_clone");
    await workbench.screenshot("04-metadata");
  });

  await test.step("an id beyond 2^53 comes back with exactly its digits", async () => {
    // As in a browser whose user does not let the page read the clipboard.
    await page.context().clearPermissions();
    await workbench.command("MiniMax Files: Retrieve File by ID…");
    await workbench.quickInput.answer(largestId);
    const panel = await workbench.webview("text=output.mp4");
    await expect(panel.locator("body")).toContainText(largestId);
    const [request] = sandbox.requests.filter(({ target }) => target.includes("retrieve")).slice(-1);
    expect(JSON.stringify(request)).toContain(`file_id=${largestId}`);
    await expect(workbench.treeItem(/^output\.mp4/)).toBeVisible();
    await workbench.screenshot("05-retrieved-by-id");
  });

  await test.step("a right-click downloads the exact bytes into the workspace", async () => {
    await workbench.contextMenu(workbench.treeItem(/^narrator\.wav/), "Download");
    await expect(workbench.notification(/Downloaded narrator\.wav/)).toBeVisible();
    const expected = await sandbox.bytes(sandbox.file("narrator.wav"));
    expect(workspace.read("narrator.wav").equals(expected)).toBe(true);
    expect(workspace.files()).toEqual(["README.md", "narrator.wav"]);
    await workbench.screenshot("06-downloaded");
    await page.keyboard.press("Escape");
  });

  expect(sandbox.leaks).toEqual([]);
});
