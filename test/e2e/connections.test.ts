import type { FaultRule } from "../../src/sandbox/faults/fault.ts";
import { startTestSandbox } from "../support/sandbox.ts";
import { addConnection, offerUnreachable } from "./support/connect.ts";
import { FilesView } from "./support/filesView.ts";
import { expect, test } from "./support/test.ts";

test.use({
  environment: { MINIMAX_API_KEY: "sk-api-from-the-environment" },
  settings: {
    // A proxy that is not there: in the way of every place but this machine.
    "http.proxy": "http://127.0.0.1:9",
    "minimaxFiles.cost.customRetrievePrice": 0.004,
    "minimaxFiles.cost.askAbove": 0.006,
  },
});

interface Trouble {
  readonly name: string;
  readonly fault: FaultRule;
  /** What the view says in the place of rows. */
  readonly welcome: RegExp;
  /** The first action that it offers. */
  readonly action: string;
}

const troubles: readonly Trouble[] = [
  {
    name: "unauthorized",
    fault: { at: "api", kind: "code", code: 2049, operation: "list" },
    welcome: /did not accept the API key\. A MiniMax key works in one region only/,
    action: "Enter API Key",
  },
  {
    name: "not-the-platform",
    fault: { at: "api", kind: "html" },
    welcome: /Something answered that is not the MiniMax files API/,
    action: "Try Again",
  },
  {
    name: "failed",
    fault: { at: "api", kind: "code", code: 1000, operation: "list" },
    welcome: /The files could not be listed/,
    action: "Try Again",
  },
  {
    name: "offline",
    fault: { at: "api", kind: "dead" },
    welcome: /The platform could not be reached/,
    action: "Try Again",
  },
];

test("each state of a connection has its own words, and what calls cost is said and kept", async ({
  workbench,
  vscode,
  workspace,
}) => {
  test.setTimeout(480_000);
  const { page, quickInput } = workbench;
  const files = new FilesView(workbench);
  const gateway = await startTestSandbox({ face: "cometapi" });
  const empty = await startTestSandbox({ seed: false });
  const confirm = (question: string, answer: string): Promise<void> =>
    workbench.dialog(question).getByRole("button", { name: answer }).click();
  const connectionCommand = async (title: string, connection: string): Promise<void> => {
    await workbench.command(`MiniMax Files: ${title}`);
    await quickInput.pick(connection);
  };
  await workbench.openView();

  await test.step("a key in the environment is offered; Escape changes nothing", async () => {
    await files.welcome.getByRole("button", { name: "Add Connection" }).click();
    await quickInput.pick("MiniMax Global");
    await expect(quickInput.row("Use the key in MINIMAX_API_KEY")).toContainText("never copied");
    await workbench.screenshot("connection-environment-key");
    await page.keyboard.press("Escape");
    await expect(files.welcome.getByRole("button", { name: "Add Connection" })).toBeVisible();
  });

  await test.step("a proxy in the way; the key is kept unchecked on the user's word", async () => {
    await files.welcome.getByRole("button", { name: "Add Connection" }).click();
    await offerUnreachable(workbench);
    await workbench.screenshot("connection-unchecked-key");
    await quickInput.input.press("Enter");
    await expect(files.welcome).toContainText("The proxy did not let the connection through");
    await workbench.screenshot("state-proxy");
  });

  await test.step("renamed; beside another it is a root of the tree, and each says its state", async () => {
    await workbench.command("MiniMax Files: Rename Connection…");
    await expect(quickInput.input).toHaveValue("files.invalid");
    await quickInput.answer("Office");
    await quickInput.expectClosed();
    await workbench.command("MiniMax Files: Add Connection…");
    await addConnection(workbench, gateway);
    await expect(files.rowWith("Cannot list files")).toBeVisible();
    await files.row(/^Office/).click();
    await expect(files.rowWith("Listing failed")).toContainText(/The proxy 127\.0\.0\.1:9 did not connect/);
    await workbench.screenshot("state-several-connections");
    await workbench.command("MiniMax Files: Connections…");
    await workbench.screenshot("connections-list");
    await quickInput.pick("Office");
    await expect(page.locator(".statusbar").getByText("Office")).toBeVisible();
    await workbench.contextMenu(files.row(/^Office/), "Remove Connection…");
    await confirm("Remove the connection Office?", "Remove");
    await expect(files.welcome).toContainText("This provider cannot list files");
    await workbench.screenshot("state-cannot-list");
  });

  await test.step("an empty platform, and what may go wrong with a list", async () => {
    await workbench.command("MiniMax Files: Add Connection…");
    await addConnection(workbench, empty);
    await connectionCommand("Remove Connection…", gateway.origin);
    await confirm("Remove the connection", "Remove");
    await expect(files.welcome).toContainText("There are no files here yet");
    await workbench.screenshot("state-empty");
    for (const { name, fault, welcome, action } of troubles) {
      await empty.misbehave(fault);
      await files.action("Refresh");
      await expect(files.welcome).toContainText(welcome);
      await expect(files.welcome.getByRole("button", { name: action })).toBeVisible();
      await workbench.screenshot(`state-${name}`);
      await empty.behave();
    }
    await files.welcome.getByRole("button", { name: "Try Again" }).click();
    await expect(files.welcome).toContainText("There are no files here yet");
  });

  await test.step("a key that has gone is asked for again, and checked", async () => {
    for (const filename of ["back.wav", "again.wav"]) {
      await empty.addFile({ filename, purpose: "voice_clone", content: { size: 1000 } });
    }
    // Where VS Code keeps secrets in a browser: as if the keyring had been emptied.
    await page.evaluate(() => {
      localStorage.removeItem("secrets.provider");
    });
    await workbench.reload();
    await expect(files.welcome).toContainText("There is no API key for this connection", { timeout: 90_000 });
    await workbench.screenshot("state-key-missing");
    await files.welcome.getByRole("button", { name: "Enter API Key" }).click();
    await quickInput.answer("sk-of-another-region");
    await expect(quickInput.message).toContainText("may belong to another region");
    await workbench.screenshot("connection-key-refused");
    await quickInput.answer(empty.key);
    await expect(files.row(/^back\.wav/)).toBeVisible();
  });

  await test.step("paid calls of a batch are asked about, and entered in the ledger", async () => {
    await workbench.contextMenu(files.row(/^Voice Clone/), "Verify…");
    const question = workbench.dialog("This makes 2 paid calls.");
    await expect(question).toContainText("$0.008");
    await workbench.screenshot("cost-question");
    await question.getByRole("button", { name: "Spend $0.008" }).click();
    await expect(workbench.notification(/Verified 2 of 2/)).toBeVisible();
    expect(empty.count("retrieve")).toBe(2);
    await workbench.command("MiniMax Files: Usage…");
    await expect(quickInput.row("Today")).toContainText("$0.008 · 2 calls");
    await workbench.screenshot("usage");
    await page.keyboard.press("Escape");
    await page.locator(".statusbar").getByText(new URL(empty.origin).host).hover();
    await expect(page.locator(".monaco-hover")).toContainText("$0.004 a retrieve; today: $0.008 · 2 calls");
    await workbench.screenshot("connection-tooltip");
  });

  await test.step("a sandbox that is off is started from the view", async () => {
    await workbench.command("MiniMax Files: Start Sandbox");
    await expect(files.row(/^Sandbox/)).toBeVisible();
    await connectionCommand("Remove Connection…", empty.origin);
    await confirm("Remove the connection", "Remove");
    await expect(files.row(/^narrator\.wav/)).toBeVisible();
    await workbench.command("MiniMax Files: Stop Sandbox");
    await files.action("Refresh");
    await expect(files.rowWith("Listing failed")).toContainText("The sandbox is not running");
    await workbench.screenshot("state-sandbox-stopped-with-rows");
    await workbench.reload();
    await expect(files.welcome).toContainText("The sandbox is not running", { timeout: 90_000 });
    await workbench.screenshot("state-sandbox-stopped");
    await files.welcome.getByRole("button", { name: "Start Sandbox" }).click();
    await expect(files.row(/^narrator\.wav/)).toBeVisible();
  });

  await test.step("what another window does with the connections is seen on coming back", async () => {
    await workbench.followFocus();
    const other = await vscode.openWindow(workspace.folder);
    await other.command("MiniMax Files: Rename Connection…");
    await expect(other.quickInput.input).toHaveValue("Sandbox");
    await other.quickInput.answer("Playground");
    await expect(other.page.locator(".statusbar").getByText("Playground")).toBeVisible();
    await other.untilKept(/Playground/);
    await other.page.close();
    await page.bringToFront();
    await expect(page.locator(".statusbar").getByText("Playground")).toBeVisible();
    await workbench.screenshot("connection-renamed-elsewhere");
  });

  expect([...gateway.leaks, ...empty.leaks]).toEqual([]);
  await Promise.all([gateway.stop(), empty.stop()]);
});
