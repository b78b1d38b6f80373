import type { Locator } from "@playwright/test";
import { FilesView } from "./support/filesView.ts";
import { expect, test } from "./support/test.ts";

test("the sandbox is started, told to misbehave, reset and stopped by commands", async ({ workbench }) => {
  test.setTimeout(300_000);
  const { page, quickInput } = workbench;
  const status = (text: string): Locator =>
    page.locator(".statusbar-item", { hasText: new RegExp(String.raw`^\s*${text}\s*$`) });
  const files = new FilesView(workbench);
  let endpoint = "";
  /** What a script gets. */
  const listing = async (): Promise<number> => {
    const answer = await fetch(`${endpoint}/v1/files/list`, {
      headers: { authorization: "Bearer sk-api-sandbox" },
    });
    const { base_resp: told } = (await answer.json()) as { base_resp: { status_code: number } };
    return told.status_code;
  };

  await test.step("it starts with the face that was chosen, and says so", async () => {
    await workbench.command("MiniMax Files: Start Sandbox As…");
    await quickInput.pick("Sandbox (China)");
    await expect(status(String.raw`Sandbox \(China\)`).first()).toBeVisible({ timeout: 30_000 });
  });

  await test.step("its endpoint and key are told, for scripts", async () => {
    await workbench.command("MiniMax Files: Copy Sandbox Endpoint");
    const told = workbench.notification(/sk-api-sandbox/);
    await expect(told).toContainText(/http:\/\/127\.0\.0\.1:\d+/);
    await told.getByRole("button", { name: "Copy as Variables" }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/^export MINIMAX_BASE_URL=\S+\nexport MINIMAX_API_KEY=sk-api-sandbox\n$/);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    endpoint = /http:\S+/.exec(copied)?.[0] ?? "";
    expect(await listing()).toBe(0);
  });

  await test.step("a file of it is opened", async () => {
    await files.row(/^notes\.txt/).click();
    await expect(page.getByRole("tab", { name: /^notes\.txt/ })).toBeVisible();
  });

  await test.step("it misbehaves in the ways that were ticked, and the status bar shows it", async () => {
    await workbench.command("MiniMax Files: Sandbox: Misbehave…");
    await quickInput.pick("No balance");
    await quickInput.input.fill("Short-lived");
    await quickInput.pick("Short-lived links");
    await quickInput.input.fill("");
    await workbench.screenshot("sandbox-misbehave");
    await quickInput.widget.getByRole("button", { name: "OK" }).click();
    await expect(quickInput.widget).toContainText("How many seconds");
    await quickInput.answer("7");
    await expect(status(String.raw`Sandbox \(China\) misbehaves`)).toBeVisible();
    expect(await listing()).toBe(1008);
    await workbench.screenshot("sandbox-misbehaves");
  });

  await test.step("a reset ends it, on the user's word", async () => {
    await workbench.command("MiniMax Files: Reset Sandbox…");
    await workbench.dialog("Reset the sandbox?").getByRole("button", { name: "Reset", exact: true }).click();
    await expect(status(String.raw`Sandbox \(China\) misbehaves`)).toBeHidden();
    expect(await listing()).toBe(0);
  });

  await test.step("what was opened before the reset is shown as deleted, and not remembered", async () => {
    await expect(page.getByRole("tab", { name: /^notes\.txt/ }).locator(".strikethrough")).toBeVisible();
    await expect(files.rowWith("notes.txt")).toHaveCount(1);
    await workbench.screenshot("sandbox-reset");
  });

  await test.step("it stops, and a click on the row that says so starts it as it was", async () => {
    await workbench.command("MiniMax Files: Stop Sandbox");
    await expect.poll(() => listing().catch(() => "gone")).toBe("gone");
    await files.action("Refresh");
    await expect(files.rowWith("Listing failed")).toContainText("The sandbox is not running");
    await files.rowWith("Listing failed").click();
    await expect(files.rowWith("Listing failed")).toBeHidden();
    await expect.poll(() => listing().catch(() => "gone")).toBe(0);
    await workbench.command("MiniMax Files: Stop Sandbox");
    await expect.poll(() => listing().catch(() => "gone")).toBe("gone");
  });
});
