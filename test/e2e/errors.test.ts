import type { FaultRule } from "../../src/sandbox/faults/fault.ts";
import { addConnection } from "./support/connect.ts";
import { expect, test } from "./support/test.ts";

interface Trouble {
  readonly name: string;
  readonly fault: FaultRule;
  /** What the user reads: what happened, and what to do. */
  readonly message: RegExp;
  readonly remedy: RegExp;
}

const troubles: readonly Trouble[] = [
  {
    name: "wrong key",
    fault: { at: "api", kind: "code", code: 2049, message: "invalid api key" },
    message: /did not accept the API key: invalid api key/,
    remedy: /may belong to another region/,
  },
  {
    name: "missing key",
    fault: { at: "api", kind: "code", code: 1004, message: "login fail" },
    message: /did not accept the API key: login fail/,
    remedy: /may belong to another region/,
  },
  {
    name: "404 page",
    fault: { at: "api", kind: "status", status: 404, envelope: "text", message: "404 page not found" },
    message: /does not offer this operation|not the MiniMax files API/,
    remedy: /Check the connection's address|wrong address/,
  },
  {
    name: "web page",
    fault: { at: "api", kind: "html" },
    message: /answered with something that is not the MiniMax files API/,
    remedy: /A proxy, a login page or a wrong address/,
  },
  {
    name: "empty answer",
    fault: { at: "api", kind: "empty" },
    message: /answered with something that is not the MiniMax files API/,
    remedy: /A proxy, a login page or a wrong address/,
  },
];

test("every kind of refusal is explained with a remedy, and leaves the view usable", async ({
  workbench,
  sandbox,
}) => {
  test.setTimeout(180_000);
  const { id } = sandbox.file("narrator.wav");
  const retrieve = async (fileId: string): Promise<void> => {
    await workbench.command("MiniMax Files: Retrieve File by ID…");
    await workbench.quickInput.answer(fileId);
  };
  const expectProblem = async (message: RegExp, remedy: RegExp): Promise<void> => {
    const panel = await workbench.webview(".notice-error");
    await expect(panel.locator(".notice-error").first()).toContainText(message);
    await expect(panel.locator(".notice-error").first()).toContainText(remedy);
  };

  const view = await workbench.openView();
  await view.getByRole("button", { name: "Add Connection" }).click();
  await addConnection(workbench, sandbox);
  await expect(workbench.treeItem(/^narrator\.wav/)).toBeVisible();

  for (const { name, fault, message, remedy } of troubles) {
    await test.step(name, async () => {
      await sandbox.misbehave(fault);
      await retrieve(id);
      await expectProblem(message, remedy);
      await workbench.screenshot(`error-${name.replaceAll(" ", "-")}`);
      await sandbox.behave();
      await expect(workbench.treeItem(/^narrator\.wav/)).toBeVisible();
    });
  }

  await test.step("unknown id", async () => {
    await retrieve("999999999999999");
    await expectProblem(/has no file or task with this ID/, /Check the ID/);
    await workbench.screenshot("error-unknown-id");
  });

  await test.step("dead server: what was listed stays, and a refresh explains itself", async () => {
    await sandbox.misbehave({ at: "api", kind: "dead" });
    await retrieve(id);
    await expectProblem(/The connection to 127\.0\.0\.1.* was lost/, /Check the network and try again/);
    await workbench.screenshot("error-dead-server");
  });

  await test.step("a diagnosis is offered, and says what was tried", async () => {
    const panel = await workbench.webview(".notice-error");
    await panel.getByRole("button", { name: "Diagnose Connection" }).click();
    const report = workbench.page
      .locator(".editor-instance .view-lines")
      .filter({ hasText: "What to try next" });
    await expect(report).toContainText(`The platform: ${new URL(sandbox.origin).host}`, { timeout: 60_000 });
    await expect(report).toContainText("API key: The connection to 127.0.0.1");
    await workbench.screenshot("diagnosis");
    await sandbox.behave();
  });

  await test.step("afterwards the same file is retrieved as if nothing had happened", async () => {
    await retrieve(id);
    const panel = await workbench.webview("text=Verification");
    await expect(panel.locator("body")).toContainText(id);
  });
});
