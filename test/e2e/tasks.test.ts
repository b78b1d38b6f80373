import { addConnection } from "./support/connect.ts";
import { expect, test } from "./support/test.ts";

test.use({
  settings: { "minimaxFiles.tasks.downloadWhenDone": true },
  workspaceFiles: { "output.mp4": "the user's own" },
});

test("a task is watched across a restart, until its file is there", async ({
  vscode,
  workbench,
  workspace,
  sandbox,
}) => {
  test.slow();
  const taskId = await sandbox.addTask({ kind: "video", seconds: 40 });

  await test.step("watching begins from the palette, and the row tells the state", async () => {
    const view = await workbench.openView();
    await view.getByRole("button", { name: "Add Connection" }).click();
    await addConnection(workbench, sandbox);
    await workbench.command("MiniMax Files: Watch Task…");
    await workbench.quickInput.answer(`{"task_id": "${taskId}"}`);
    await workbench.quickInput.pick("Video");
    await expect(workbench.treeItem(new RegExp(`^Video task ${taskId}`))).toBeVisible();
    await workbench.screenshot("tasks-01-watched");
  });

  const again = await vscode.restart();

  await test.step("after the restart it is asked about unbidden, and its file comes as the user chose", async () => {
    await expect.poll(() => workspace.files(), { timeout: 60_000 }).toEqual(["output (1).mp4", "output.mp4"]);
    expect(workspace.read("output (1).mp4").equals(await sandbox.bytes(sandbox.files.at(-1)!))).toBe(true);
    expect(workspace.read("output.mp4").toString()).toBe("the user's own");
    await again.openView();
    await expect(again.treeItem(new RegExp(`^Video task ${taskId}, done`))).toBeVisible();
    await again.screenshot("tasks-02-done");
  });

  await test.step("its file is remembered in the tree, though no listing shows it", async () => {
    const produced = sandbox.files.at(-1)!;
    await expect(
      again.treeItem(new RegExp(`^${produced.filename.replaceAll(".", String.raw`\.`)}`)).first(),
    ).toBeVisible();
  });
});
