import { speechArchive } from "../../src/sandbox/seed/speechArchive.ts";
import type { Sandbox, NewFile } from "../../src/sandbox/sandbox.ts";
import { addConnection } from "./support/connect.ts";
import { expect, test } from "./support/test.ts";
import type { Workbench } from "./support/workbench.ts";

const mebibyte = 1024 * 1024;
const line = "All work and no play makes a dull log.\n";
const needle = "the-one-needle";

/** The requests to the link host, which are the ones that bring bytes. */
function fetches(sandbox: Sandbox): number {
  return sandbox.requests.filter(({ place }) => place === "link").length;
}

async function connected(workbench: Workbench, sandbox: Sandbox): Promise<void> {
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

test("a click opens a file in the editor that fits it, from one download", async ({ workbench, sandbox }) => {
  test.setTimeout(240_000);
  const { page } = workbench;
  const tab = (name: string) => page.getByRole("tab", { name: new RegExp(`^${name}`) });
  const speech = sandbox.file("greeting.mp3");
  const archive: NewFile = {
    filename: "297990555456011.tar",
    purpose: "t2a_async_input",
    content: await speechArchive("297990555456011", await sandbox.bytes(speech)),
  };
  const long: NewFile = {
    filename: "long.txt",
    purpose: "t2a_async_input",
    content: textOf(5 * mebibyte, `\n${needle}\n`),
  };
  const huge: NewFile = { filename: "huge.log", purpose: "retrieval", content: textOf(60 * mebibyte) };
  for (const file of [archive, long, huge]) {
    await sandbox.addFile(file);
  }
  await connected(workbench, sandbox);

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
    const before = fetches(sandbox);
    await workbench.treeItem(/^huge\.log/).click();
    const dialog = workbench.dialog(/Fetch “huge\.log” to open it/);
    await expect(dialog).toContainText("60 MB");
    await workbench.screenshot("open-60mb-asks");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(dialog).toBeHidden();
    expect(fetches(sandbox)).toBe(before);
    await workbench.treeItem(/^huge\.log/).click();
    await dialog.getByRole("button", { name: "Fetch" }).click();
    await expect(tab("huge.log")).toBeVisible();
    expect(fetches(sandbox)).toBeGreaterThan(before);
    await workbench.screenshot("open-60mb");
  });

  expect(sandbox.leaks).toEqual([]);
});
