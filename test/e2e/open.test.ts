import { speechArchive } from "../../src/sandbox/seed/speechArchive.ts";
import type { Sandbox, NewFile } from "../../src/sandbox/sandbox.ts";
import type { Locator } from "@playwright/test";
import { startTestSandbox } from "../support/sandbox.ts";
import { addConnection } from "./support/connect.ts";
import { expect, test } from "./support/test.ts";
import type { Workbench } from "./support/workbench.ts";

const mebibyte = 1024 * 1024;
const line = "All work and no play makes a dull log.\n";
const needle = "the-one-needle";

// One window and one platform for all: what a test leaves is where the next one begins.
test.describe.configure({ mode: "serial" });
let sandbox: Sandbox;
test.beforeAll(async () => {
  sandbox = await startTestSandbox();
});
test.afterAll(() => sandbox.stop());

/** The requests to the link host, which are the ones that bring bytes. */
function fetches(): number {
  return sandbox.requests.filter(({ place }) => place === "link").length;
}

async function connected(workbench: Workbench): Promise<void> {
  const view = await workbench.openView();
  const add = view.getByRole("button", { name: "Add Connection" });
  await expect(add).toBeVisible({ timeout: 60_000 });
  await add.click();
  await addConnection(workbench, sandbox);
  await expect(workbench.treeItem(/^narrator\.wav/)).toBeVisible();
}

function textOf(bytes: number, ending = ""): Buffer {
  return Buffer.concat([Buffer.alloc(bytes - ending.length, line.repeat(1000)), Buffer.from(ending)]);
}

async function speechTar(): Promise<NewFile> {
  const sound = await sandbox.bytes(sandbox.file("greeting.mp3"));
  return {
    filename: "297990555456011.tar",
    purpose: "t2a_async_input",
    content: await speechArchive("297990555456011", sound),
  };
}

test("a click opens a file in the editor that fits it, from one download", async ({ workbench }) => {
  test.setTimeout(300_000);
  const { page } = workbench;
  const tab = (name: string): Locator => page.getByRole("tab", { name: new RegExp(`^${name}`) });
  const long: NewFile = {
    filename: "long.txt",
    purpose: "t2a_async_input",
    content: textOf(5 * mebibyte, `\n${needle}\n`),
  };
  const huge: NewFile = { filename: "huge.log", purpose: "retrieval", content: textOf(60 * mebibyte) };
  const slow: NewFile = { filename: "slow.txt", purpose: "retrieval", content: textOf(mebibyte) };
  for (const file of [await speechTar(), long, huge, slow]) {
    await sandbox.addFile(file);
  }
  await connected(workbench);

  await test.step("sound is played by the media preview", async () => {
    await workbench.treeItem(/^greeting\.mp3/).click();
    await expect(tab("greeting.mp3")).toBeVisible();
    const preview = await workbench.webview("audio, .audio-container");
    await expect
      .poll(() => preview.evaluate(() => document.querySelector("audio")?.duration ?? 0))
      .toBeGreaterThan(1);
    await workbench.screenshot("open-mp3");
  });

  await test.step("a picture is shown", async () => {
    await workbench.treeItem(/^first-frame\.png/).click();
    const preview = await workbench.webview("img");
    await expect.poll(() => preview.evaluate(() => document.querySelector("img")?.naturalWidth)).toBe(320);
    await workbench.screenshot("open-png");
  });

  await test.step("jsonl is a document", async () => {
    await workbench.treeItem(/^requests\.jsonl/).click();
    await expect(page.locator(".editor-instance .view-lines")).toContainText("Ocean");
    await workbench.screenshot("open-jsonl");
  });

  await test.step("a text of 5 MB can be searched to its end", async () => {
    await workbench.treeItem(/^long\.txt/).click();
    await expect(tab("long.txt")).toBeVisible();
    await page.locator(".editor-instance .view-lines").click();
    await page.keyboard.press("Control+f");
    await page.locator(".find-widget textarea").first().fill(needle);
    await expect(page.locator(".find-widget .matchesCount")).toHaveText("1 of 1");
    await workbench.screenshot("open-5mb-search");
    await page.keyboard.press("Escape");
  });

  await test.step("an archive is listed, and its sound is played in place", async () => {
    await workbench.treeItem(/^297990555456011\.tar/).click();
    await expect(workbench.quickInput.row("297990555456011.titles")).toBeVisible();
    await workbench.screenshot("open-tar");
    await workbench.quickInput.pick("297990555456011.mp3");
    await expect(tab("297990555456011.mp3")).toBeVisible();
    const preview = await workbench.webview("audio, .audio-container");
    await expect
      .poll(() => preview.evaluate(() => document.querySelector("audio")?.duration ?? 0))
      .toBeGreaterThan(1);
    await workbench.screenshot("open-tar-entry");
  });

  await test.step("what was opened once is not fetched again", async () => {
    const before = sandbox.requests.length;
    await workbench.treeItem(/^first-frame\.png/).click();
    await expect(tab("first-frame.png")).toHaveAttribute("aria-selected", "true");
    await workbench.treeItem(/^long\.txt/).click();
    await expect(tab("long.txt")).toHaveAttribute("aria-selected", "true");
    expect(sandbox.requests.length).toBe(before);
  });

  await test.step("60 MB are not fetched before the user agrees", async () => {
    const before = fetches();
    await workbench.treeItem(/^huge\.log/).click();
    const dialog = workbench.dialog(/Fetch “huge\.log” to open it/);
    await expect(dialog).toContainText("60 MB");
    await workbench.screenshot("open-60mb-asks");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    expect(fetches()).toBe(before);
    await workbench.treeItem(/^huge\.log/).click();
    await dialog.getByRole("button", { name: "Fetch" }).click();
    await expect(tab("huge.log")).toBeVisible();
    expect(fetches()).toBeGreaterThan(before);
    await workbench.screenshot("open-60mb");
  });

  expect(sandbox.leaks).toEqual([]);
});

test("files are compared, saved and extracted, and their fetching is cancelled", async ({
  workbench,
  workspace,
}) => {
  test.setTimeout(300_000);
  const { page, quickInput } = workbench;

  await test.step("two files are compared", async () => {
    await workbench.treeItem(/^notes\.txt/).click();
    await workbench.treeItem(/^requests\.jsonl/).click({ modifiers: ["ControlOrMeta"] });
    await workbench.contextMenu(workbench.treeItem(/^notes\.txt/), "Compare With…");
    await expect(page.getByRole("tab", { name: /notes\.txt ↔ requests\.jsonl/ })).toBeVisible();
    await expect(page.locator(".diff-editor, .monaco-diff-editor").first()).toContainText("Ocean");
    await workbench.screenshot("open-compare");
  });

  await test.step("one is compared with a file of the workspace", async () => {
    await workbench.treeItem(/^notes\.txt/).click();
    await workbench.contextMenu(workbench.treeItem(/^notes\.txt/), "Compare With…");
    await quickInput.pick("A File on Disk…");
    await quickInput.answerPath(workspace.path("README.md"));
    await expect(page.getByRole("tab", { name: /notes\.txt ↔ README\.md/ })).toBeVisible();
    const [left, right] = [".original-in-monaco-diff-editor", ".modified-in-monaco-diff-editor"];
    await expect(page.locator(left).filter({ visible: true })).toContainText("no documentation");
    await expect(page.locator(right).filter({ visible: true })).toContainText(
      workspace.read("README.md").toString().trim().split("\n")[0] ?? "",
    );
    await workbench.screenshot("open-compare-disk");
  });

  await test.step("a copy is saved under any name, by the key of Save As and from the tab's icon", async () => {
    await workbench.treeItem(/^first-frame\.png/).click();
    await expect(page.getByRole("tab", { name: /^first-frame\.png/ })).toBeVisible();
    await page.getByRole("button", { name: "Save Copy As…" }).first().click();
    await quickInput.answerPath(workspace.path("picture.png"));
    await expect(workbench.notification(/Saved picture\.png/)).toBeVisible();
    await workbench.screenshot("open-saved");
    expect(workspace.read("picture.png").equals(await sandbox.bytes(sandbox.file("first-frame.png")))).toBe(
      true,
    );

    await workbench.contextMenu(workbench.treeItem(/^notes\.txt/), "Open");
    await page.locator(".editor-instance .view-lines").filter({ visible: true }).click();
    await page.keyboard.press("ControlOrMeta+Shift+s");
    await quickInput.answerPath(workspace.path("copy.txt"));
    await expect(workbench.notification(/Saved copy\.txt/)).toBeVisible();
    expect(workspace.read("copy.txt").equals(await sandbox.bytes(sandbox.file("notes.txt")))).toBe(true);
  });

  await test.step("an archive is extracted into a folder of its own", async () => {
    await workbench.contextMenu(workbench.treeItem(/^297990555456011\.tar/), "Extract To…");
    await expect(quickInput.widget).toContainText("Choose a folder for the archive's files");
    await quickInput.answerPath(`${workspace.folder}/`);
    await expect(workbench.notification(/Extracted 3 files/)).toBeVisible();
    expect(workspace.files().filter((file) => file.startsWith("297990555456011/"))).toHaveLength(3);
  });

  await test.step("what no editor shows tells its metadata, and Open offers a download", async () => {
    await workbench.treeItem(/^report\.pdf/).click();
    const panel = await workbench.webview("text=Verification");
    await expect(panel.locator("h1")).toContainText("report.pdf");
    await workbench.contextMenu(workbench.treeItem(/^report\.pdf/), "Open");
    await expect(workbench.notification(/no editor for “report\.pdf”/)).toContainText("Download");
    await workbench.screenshot("open-pdf");
  });

  await test.step("a slow fetch is cancelled, and goes on from there the next time", async () => {
    await sandbox.misbehave({ at: "link", kind: "throttle", bytesPerSecond: 100_000 });
    await workbench.treeItem(/^slow\.txt/).click();
    const progress = workbench.notification(/Fetching slow\.txt/);
    await expect(progress).toContainText(/KB of 1 MB/);
    await workbench.screenshot("open-progress");
    await progress.getByRole("button", { name: "Cancel" }).click();
    await expect(progress).toBeHidden();
    await expect(page.getByRole("tab", { name: /^slow\.txt/ })).toHaveCount(0);
    await sandbox.behave();
    await workbench.treeItem(/^slow\.txt/).click();
    await expect(page.getByRole("tab", { name: /^slow\.txt/ })).toBeVisible();
    const ranges = sandbox.requests
      .filter(({ place }) => place === "link")
      .map(({ headers }) => headers["range"]);
    expect(ranges.at(-1)).toMatch(/^bytes=[1-9]\d*-/);
  });
});

test.describe("where a retrieve costs money", () => {
  test.use({ settings: { "minimaxFiles.cost.customRetrievePrice": 0.004 } });

  test("a click spends nothing, and Open asks with the price", async ({ workbench }) => {
    test.setTimeout(180_000);
    const { page } = workbench;
    const name = "costly.txt";
    await sandbox.addFile({ filename: name, purpose: "retrieval", content: textOf(line.length) });
    await connected(workbench);
    const row = workbench.treeItem(/^costly\.txt/);
    const before = sandbox.count("retrieve");
    await row.click();
    const panel = await workbench.webview("text=Not retrieved yet");
    await expect(panel.locator("h1")).toContainText(name);
    await expect(panel.locator("section.link")).toContainText("costs $0.004");
    await workbench.screenshot("panel-not-retrieved");
    expect(sandbox.count("retrieve")).toBe(before);

    await workbench.contextMenu(row, "Open");
    const dialog = workbench.dialog(/Fetch “costly\.txt” to open it/);
    await expect(dialog).toContainText("$0.004");
    await workbench.screenshot("open-price");
    await dialog.getByRole("button", { name: "Fetch" }).click();
    const tab = page.getByRole("tab", { name: /^costly\.txt(?! – )/ });
    await expect(tab).toBeVisible();
    await expect(page.locator(".editor-instance .view-lines").filter({ visible: true })).toContainText(
      "dull log",
    );
    expect(sandbox.count("retrieve")).toBe(before + 1);

    // What is here costs nothing any more.
    await tab
      .getByRole("button", { name: /^Close/ })
      .last()
      .click();
    await expect(tab).toBeHidden();
    await row.click();
    await expect(tab).toBeVisible();
    expect(sandbox.count("retrieve")).toBe(before + 1);
  });
});
