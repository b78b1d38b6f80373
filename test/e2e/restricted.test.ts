import { addConnection, offerUnreachable } from "./support/connect.ts";
import { FilesView } from "./support/filesView.ts";
import { expect, test } from "./support/test.ts";

/** What somebody may have put into a folder that the user only wants to look at. */
const hostile = {
  // Nothing listens there: whatever goes that way says so.
  "http.proxy": "http://127.0.0.1:9",
  "http.proxySupport": "on",
  "minimaxFiles.download.folder": "stolen",
  "minimaxFiles.download.naming": "stolen",
};

test.use({
  restricted: true,
  workspaceFiles: {
    "README.md": "# A folder of unknown origin\n",
    ".vscode/settings.json": JSON.stringify(hostile),
  },
});

test("in Restricted Mode everything works, and the folder has no say in it", async ({
  vscode,
  workbench,
  workspace,
  sandbox,
}) => {
  test.setTimeout(100_000);
  const { page, quickInput } = workbench;
  const files = new FilesView(workbench);

  await test.step("the window is restricted, and our view is there", async () => {
    await expect(page.locator(".statusbar").getByText("Restricted Mode")).toBeVisible();
    await workbench.openView();
    await expect(files.welcome.getByRole("button", { name: "Add Connection" })).toBeVisible();
  });

  await test.step("no request goes to the folder's proxy", async () => {
    await files.welcome.getByRole("button", { name: "Add Connection" }).click();
    await offerUnreachable(workbench);
    await quickInput.input.press("Enter");
    await expect(files.welcome).toContainText("The platform could not be reached");
    await workbench.screenshot("restricted-no-proxy");
    await workbench.command("MiniMax Files: Remove Connection…");
    await workbench.dialog("Remove the connection").getByRole("button", { name: "Remove" }).click();
  });

  await test.step("a download lands where the user's settings say", async () => {
    await files.welcome.getByRole("button", { name: "Add Connection" }).click();
    await addConnection(workbench, sandbox);
    await workbench.contextMenu(files.row(/^narrator\.wav/), "Download");
    await expect(workbench.notification(/Downloaded narrator\.wav/)).toBeVisible();
    await workbench.screenshot("restricted-download");
    expect(workspace.read("narrator.wav").equals(await sandbox.bytes(sandbox.file("narrator.wav")))).toBe(
      true,
    );
    expect(workspace.files()).toEqual([".vscode/settings.json", "README.md", "narrator.wav"]);
  });

  await test.step("VS Code tells what is limited", async () => {
    await workbench.command("Workspaces: Manage Workspace Trust");
    await page.getByRole("button", { name: /extensions$/ }).click();
    const limited = page.locator(".pane").filter({ hasText: "Limited In Restricted Mode" });
    await limited.getByRole("listitem").first().hover();
    await page.mouse.wheel(0, 10_000);
    await expect(limited.getByRole("listitem", { name: /^MiniMax Files/ })).toBeVisible();
    await workbench.screenshot("restricted-trust");
  });

  await test.step("a folder that is on no disk gets a download as well", async () => {
    const virtual = await vscode.openWindow("tmp:/");
    await virtual.openView();
    const there = new FilesView(virtual);
    await virtual.contextMenu(there.row(/^notes\.txt/), "Download");
    await virtual
      .notification(/Downloaded notes\.txt to tmp:/)
      .getByRole("button", { name: "Open" })
      .click();
    const text = (await sandbox.bytes(sandbox.file("notes.txt"))).toString().trim();
    await expect(virtual.page.locator(".editor-instance .view-lines")).toHaveText(text);
    await virtual.screenshot("virtual-download");
  });
});
