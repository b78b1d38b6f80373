import { appendFileSync, writeFileSync } from "node:fs";
import { addConnection } from "./support/connect.ts";
import { FilesView } from "./support/filesView.ts";
import { expect, test } from "./support/test.ts";

const megabyte = 1024 * 1024;

test("transfers: many at once, conflicts, cancel, pause over a reload, expiry, uploads", async ({
  workbench,
  workspace,
  sandbox,
}) => {
  test.setTimeout(300_000);
  const { page, quickInput } = workbench;
  const files = new FilesView(workbench);
  const transfers = page.locator(".sidebar .pane").filter({ hasText: "Transfers" }).last();
  const transfer = (name: RegExp) => transfers.getByRole("treeitem", { name });
  const chooseFile = async (name: string): Promise<void> => {
    await expect(quickInput.widget).toContainText("Choose files to upload");
    await quickInput.answerPath(workspace.path(name));
  };
  const bytesOf = (name: string): Promise<Buffer> => sandbox.bytes(sandbox.file(name));

  await sandbox.addFile({ filename: "large.wav", purpose: "voice_clone", content: { size: 12 * megabyte } });
  const view = await workbench.openView();
  await view.getByRole("button", { name: "Add Connection" }).click();
  await addConnection(workbench, sandbox);
  await expect(files.row(/^large\.wav/)).toBeVisible();
  await page.getByRole("button", { name: "Transfers Section" }).click();

  await test.step("a whole group is downloaded, and summed up once", async () => {
    await workbench.contextMenu(files.row(/^Voice Clone/), "Download");
    await expect(workbench.notification(/Downloaded 2 files/)).toBeVisible();
    expect(workspace.read("narrator.wav").equals(await bytesOf("narrator.wav"))).toBe(true);
    expect(workspace.read("large.wav").equals(await bytesOf("large.wav"))).toBe(true);
    await expect(transfer(/^Download: large\.wav, 12/)).toBeVisible();
    await workbench.screenshot("transfers-done");
    await workbench.command("Notifications: Clear All Notifications");
  });

  await test.step("a name that is taken is asked about before the first byte", async () => {
    writeFileSync(workspace.path("narrator.wav"), "mine");
    const before = sandbox.requests.length;
    await workbench.contextMenu(files.row(/^narrator\.wav/), "Download");
    const question = workbench.dialog(/narrator\.wav already exists/);
    await expect(question).toBeVisible();
    await workbench.screenshot("transfers-conflict");
    expect(sandbox.requests.length).toBe(before);
    await question.getByRole("button", { name: "Keep Both" }).click();
    await expect(workbench.notification(/Downloaded narrator \(1\)\.wav/)).toBeVisible();
    expect(workspace.read("narrator.wav").toString()).toBe("mine");
    expect(workspace.read("narrator (1).wav").equals(await bytesOf("narrator.wav"))).toBe(true);
    await workbench.command("Notifications: Clear All Notifications");
  });

  await test.step("cancel closes the socket and leaves the disk clean", async () => {
    await sandbox.addFile({ filename: "slow.wav", purpose: "voice_clone", content: { size: 6 * megabyte } });
    await workbench.command("MiniMax Files: Refresh");
    await sandbox.misbehave({ at: "link", kind: "drip", bytes: 65_536, milliseconds: 200, host: "both" });
    await workbench.contextMenu(files.row(/^slow\.wav/), "Download");
    await expect(transfer(/^Download: slow\.wav, \d+%/)).toBeVisible();
    expect(workspace.files().some((name) => name.startsWith("slow.wav.part"))).toBe(true);
    await workbench.screenshot("transfers-running");
    await workbench
      .notification(/Downloading slow\.wav/)
      .getByRole("button", { name: "Cancel" })
      .click();
    await expect(transfer(/^Download: slow\.wav, cancelled/)).toBeVisible();
    await expect.poll(() => workspace.files().filter((name) => name.startsWith("slow"))).toEqual([]);
  });

  await test.step("a paused download survives a reload and continues where it was", async () => {
    await transfer(/^Download: slow\.wav, cancelled/).click();
    await transfer(/^Download: slow\.wav, cancelled/)
      .getByRole("button", { name: "Try Again" })
      .click();
    await expect(transfer(/^Download: slow\.wav, [1-9]\d*%/)).toBeVisible();
    await transfer(/^Download: slow\.wav/)
      .getByRole("button", { name: "Pause Transfer" })
      .click();
    await expect(transfer(/^Download: slow\.wav, paused/)).toBeVisible();
    await workbench.screenshot("transfers-paused");
    await sandbox.behave();
    await workbench.untilKept(/slow\.wav[^}]*\}[^}]*\bpaused\b/);
    await workbench.reload();
    await workbench.openView();
    const row = transfer(/^Download: slow\.wav, paused/);
    await row.click();
    await row.getByRole("button", { name: "Resume Transfer" }).click();
    await expect(transfer(/^Download: slow\.wav, 6/)).toBeVisible();
    expect(workspace.read("slow.wav").equals(await bytesOf("slow.wav"))).toBe(true);
    const ranges = sandbox.requests.filter(({ place, headers }) => place === "link" && "range" in headers);
    expect(ranges.length).toBeGreaterThan(0);
  });

  await test.step("a link that expires on the way is renewed, and the file is whole", async () => {
    await sandbox.addFile({
      filename: "expiring.wav",
      purpose: "voice_clone",
      content: { size: 8 * megabyte },
    });
    await workbench.command("MiniMax Files: Refresh");
    await sandbox.misbehave(
      { at: "link", kind: "reset", afterBytes: 3 * megabyte, times: 1, host: "both" },
      { at: "link", kind: "expired", times: 1, host: "both" },
    );
    const retrieves = sandbox.count("retrieve");
    await workbench.contextMenu(files.row(/^expiring\.wav/), "Download");
    await expect(transfer(/^Download: expiring\.wav, 8/)).toBeVisible();
    expect(workspace.read("expiring.wav").equals(await bytesOf("expiring.wav"))).toBe(true);
    expect(sandbox.count("retrieve")).toBeGreaterThan(retrieves + 1);
    await sandbox.behave();
    await workbench.command("Notifications: Clear All Notifications");
  });

  await test.step("a file that the platform would refuse stays here, with the reason", async () => {
    await workbench.contextMenu(files.row(/^Prompt Audio/), "Upload to MiniMax…");
    await chooseFile("narrator (1).wav");
    const refusal = workbench.dialog(/would refuse 1 file/);
    await expect(refusal).toContainText(/10 seconds of audio is too long: 8 seconds at most/);
    await workbench.screenshot("upload-refused");
    await refusal.getByRole("button", { name: "OK", exact: true }).click();
    expect(sandbox.count("upload")).toBe(0);
  });

  await test.step("an upload from the palette arrives byte by byte under the chosen purpose", async () => {
    appendFileSync(workspace.path("lines.jsonl"), '{"prompt":"waves"}\n');
    await workbench.command("MiniMax Files: Upload to MiniMax…");
    await chooseFile("lines.jsonl");
    await expect(quickInput.row("Retrieval")).toBeVisible();
    await workbench.screenshot("upload-purpose");
    await quickInput.pick("Retrieval");
    // What a screen reader hears: on a busy machine VS Code has left the toast of a quick upload out.
    await expect(page.getByRole("alert").filter({ hasText: /Uploaded lines\.jsonl/ })).toBeAttached();
    expect((await bytesOf("lines.jsonl")).toString()).toBe('{"prompt":"waves"}\n');
    await expect(files.row(/^lines\.jsonl/)).toBeVisible();
    await workbench.screenshot("upload-done");
  });

  expect(sandbox.leaks).toEqual([]);
});
