import { readdirSync } from "node:fs";
import { SandboxClient } from "../support/sandboxClient.ts";
import { addConnection } from "./support/connect.ts";
import { FilesView } from "./support/filesView.ts";
import { expect, test } from "./support/test.ts";

const longText = "示例文本 (第一章).txt";
const chapter = "From VS Code's Explorer: 第二章\r\n";

test.use({
  workspaceFiles: {
    "README.md": "# A workspace\n",
    "chapter.txt": chapter,
    "here/mine.txt": "Mine.\n",
  },
});

test("the explorer finds, sorts, groups and acts on files", async ({
  vscode,
  workbench,
  workspace,
  sandbox,
}) => {
  test.setTimeout(480_000);
  const { page, quickInput } = workbench;
  const files = new FilesView(workbench);
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  const view = await workbench.openView();
  await view.getByRole("button", { name: "Add Connection" }).click();
  await addConnection(workbench, sandbox);
  await expect(files.row(/^narrator\.wav/)).toBeVisible();

  await test.step("a file's state is a badge, a colour and words; its tooltip costs no call", async () => {
    const soonGone = files.row(/^first-frame\.png.*The platform deletes it/);
    await expect(soonGone.locator("[class*=monaco-decoration-badge]").first()).toBeAttached();
    const calls = sandbox.requests.length;
    await soonGone.locator(".label-name").hover();
    await expect(page.locator(".monaco-hover").filter({ hasText: "File ID:" })).toContainText(
      "Purpose: Video Generation Input",
    );
    await workbench.screenshot("explorer-tooltip");
    expect(sandbox.requests.length).toBe(calls);
  });

  await test.step("what is new since the last look is counted on the view's icon, and marked", async () => {
    await page
      .locator(".activitybar")
      .getByRole("tab", { name: /^Explorer/ })
      .click();
    const createdAt = Math.ceil(Date.now() / 1000) + 1;
    await sandbox.addFile({ filename: "new.txt", purpose: "retrieval", content: { size: 10 }, createdAt });
    await workbench.command("MiniMax Files: Refresh");
    await expect(page.locator(".activitybar .badge-content").getByText("1", { exact: true })).toBeVisible();
    await workbench.screenshot("explorer-badge");
    await workbench.openView();
    await expect(files.row(/^new\.txt.*New since you last looked/)).toBeVisible();
  });

  await test.step("F5 brings what is new; what was selected, open and closed stays so", async () => {
    await files.row(/^Voice Clone/).click();
    await expect(files.row(/^narrator\.wav/)).toBeHidden();
    await files.row(/^notes\.txt/).click();
    await expect(page.getByRole("tab", { name: /^notes\.txt/ })).toBeVisible();
    await files.row(/^requests\.jsonl/).click({ modifiers: ["ControlOrMeta"] });
    await sandbox.addFile({ filename: "late.txt", purpose: "retrieval", content: { size: 10 } });
    await page.keyboard.press("F5");
    await expect(files.row(/^late\.txt/)).toBeVisible();
    await expect(files.row(/^narrator\.wav/)).toBeHidden();
    await expect(files.row(/^notes\.txt/)).toHaveAttribute("aria-selected", "true");
    await expect(files.row(/^requests\.jsonl/)).toHaveAttribute("aria-selected", "true");
    await expect(files.row(/^late\.txt/)).toHaveAttribute("aria-selected", "false");
  });

  await test.step("Ctrl+C copies the ids of all that is selected, Enter opens", async () => {
    await page.keyboard.press("ControlOrMeta+c");
    const ids = [sandbox.file("notes.txt").id, sandbox.file("requests.jsonl").id];
    await expect.poll(async () => (await clipboard()).split("\n").toSorted()).toEqual(ids.toSorted());
    await files.row(/^Long Speech Input/).click();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("tab", { name: /^示例文本/ })).toBeVisible();
    await files.row(/^Voice Clone/).click();
    await expect(files.row(/^narrator\.wav/)).toBeVisible();
  });

  await test.step("grouping by type, ticked in the menu and kept after a reload", async () => {
    await files.menu("Group By", "Type");
    await expect(files.row(/^Audio/)).toBeVisible();
    await expect(files.row(/^Voice Clone/)).toBeHidden();
    await files.action(/More Actions/);
    await page.getByRole("menuitem", { name: "Group By", exact: true }).hover();
    await expect(page.getByRole("menuitem", { name: "✓ Type", exact: true })).toBeVisible();
    await workbench.screenshot("explorer-group-by-type");
    await workbench.reload();
    await expect(files.row(/^Audio/)).toBeVisible({ timeout: 90_000 });
    await files.menu("Group By", "Date");
    await expect(files.row(/^Today/)).toBeVisible();
    await expect(files.row(/^Audio/)).toBeHidden();
    await files.menu("Group By", "None");
    await expect(files.row(/^Today/)).toBeHidden();
  });

  await test.step("sorting by size, largest first, is said above the tree", async () => {
    await files.menu("Sort By", "Size");
    await expect(files.message).toContainText("Sorted by size, largest first");
    const sizes = new Map(
      sandbox.files.filter(({ generated }) => !generated).map(({ filename, size }) => [filename, size]),
    );
    const largestFirst = [...sizes.values()].toSorted((a, b) => b - a);
    await expect
      .poll(async () => (await files.names()).map((name) => sizes.get(name) ?? 0))
      .toEqual(largestFirst);
    await workbench.screenshot("explorer-sorted");
    await files.menu("Sort By", "Ascending");
    await expect(files.message).toContainText("Sorted by size, smallest first");
    await expect
      .poll(async () => (await files.names()).map((name) => sizes.get(name) ?? 0))
      .toEqual(largestFirst.toReversed());
    await files.menu("Sort By", "Descending");
    await files.menu("Sort By", "Date");
    await files.menu("Group By", "Purpose");
    await expect(files.message).toBeHidden();
  });

  await test.step("a filter follows as it is typed, and explains what it does not understand", async () => {
    await files.action("Filter…");
    await quickInput.input.fill("*.wav");
    await expect(files.row(/^narrator\.wav/)).toBeVisible();
    await expect(files.row(/^notes\.txt/)).toBeHidden();
    await quickInput.input.fill("*.wav >10xb");
    await expect(quickInput.message).toContainText("is not a size");
    await workbench.screenshot("explorer-filter-problem");
    await quickInput.answer("type:audio");
    await expect(files.message).toContainText("Filter: type:audio (2 of 10 files)");
    await expect(files.row(/^greeting\.mp3/)).toBeVisible();
    await workbench.screenshot("explorer-filtered");
    await workbench.command("MiniMax Files: Filter…");
    await expect(quickInput.input).toHaveValue("type:audio");
    await quickInput.input.fill("nothing-is-called-so");
    await expect(files.welcome).toContainText("No file matches the filter.");
    await workbench.screenshot("explorer-no-matches");
    await page.keyboard.press("Escape");
    await expect(files.row(/^greeting\.mp3/)).toBeVisible();
    await files.action("Clear Filter");
    await expect(files.row(/^notes\.txt/)).toBeVisible();
  });

  await test.step("VS Code's own find leads to a row, without hiding others", async () => {
    await files.menu("Find in View");
    await files.pane.getByRole("textbox", { name: "Type to search" }).fill("pdf");
    await expect(files.row(/^report\.pdf/).locator(".label-name .highlight")).toHaveText("pdf");
    await expect(files.row(/^notes\.txt/)).toBeVisible();
    await workbench.screenshot("explorer-find");
    await page.keyboard.press("Escape");
  });

  await test.step("a script to retrieve a file is copied without the key", async () => {
    await files.row(/^notes\.txt/).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Copy As", exact: true }).hover();
    await expect(page.getByRole("menuitem", { name: "cURL", exact: true })).toBeVisible();
    await workbench.screenshot("explorer-context-menu");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await workbench.contextMenu(files.row(/^notes\.txt/), "Copy As", "cURL");
    await expect.poll(clipboard).toContain(`file_id=${sandbox.file("notes.txt").id}`);
    expect(await clipboard()).toContain("$MINIMAX_API_KEY");
    expect(await clipboard()).not.toContain(sandbox.key);
  });

  await test.step("a download link is copied, and works without the key", async () => {
    await workbench.contextMenu(files.row(/^report\.pdf/), "Copy Download Link");
    await expect.poll(clipboard).toMatch(/^http:\/\/127\.0\.0\.1/);
    const answer = await fetch(await clipboard());
    expect(
      Buffer.from(await answer.arrayBuffer()).equals(await sandbox.bytes(sandbox.file("report.pdf"))),
    ).toBe(true);
  });

  await test.step("what only memory holds is forgotten with a way back", async () => {
    await workbench.command("MiniMax Files: Retrieve File by ID…");
    await quickInput.answer(sandbox.file("output.mp4").id);
    await expect(files.row(/^output\.mp4.*Remembered/)).toBeVisible();
    await workbench.contextMenu(files.row(/^output\.mp4/), "Forget");
    await expect(files.row(/^output\.mp4/)).toBeHidden();
    const notice = workbench.notification(/Forgot output\.mp4/);
    await workbench.screenshot("explorer-forgotten");
    await notice.getByRole("button", { name: "Undo" }).click();
    await expect(files.row(/^output\.mp4/)).toBeVisible();
  });

  await test.step("what is remembered stays when the platform has it no more, and says so", async () => {
    const { id, purpose } = await sandbox.addFile({
      filename: "kept.txt",
      purpose: "retrieval",
      content: { size: 10 },
    });
    await files.action("Refresh");
    await workbench.contextMenu(files.row(/^kept\.txt/), "Remember");
    const body = `{"file_id":${id},"purpose":"${purpose}"}`;
    expect((await new SandboxClient(sandbox).post("/v1/files/delete", body)).status).toBe(200);
    await files.action("Refresh");
    await expect(files.row(/^kept\.txt.*No longer on the platform/)).toBeVisible();
    await workbench.screenshot("explorer-missing");
    await workbench.contextMenu(files.row(/^kept\.txt/), "Forget");
    await expect(files.row(/^kept\.txt/)).toBeHidden();
  });

  await test.step("verifying a group makes a table", async () => {
    await workbench.contextMenu(files.row(/^Voice Clone/), "Verify…");
    await expect(workbench.notification(/Verified 1 of 1: 1 passed/)).toBeVisible();
    await expect(page.locator(".editor-instance .view-lines").last()).toContainText("file_id,filename");
    await workbench.screenshot("explorer-verified");
  });

  await test.step("the list is exported as it is shown", async () => {
    await files.menu("Export List…");
    await quickInput.answerPath(workspace.path("list.jsonl"));
    await expect.poll(() => workspace.exists("list.jsonl")).toBe(true);
    const lines = workspace.read("list.jsonl").toString("utf8").trim().split("\n");
    const names = lines.map((line) => (JSON.parse(line) as { filename: string }).filename);
    expect(names).toHaveLength(11);
    expect(names).toContain("narrator.wav");
  });

  await test.step("one question deletes many, an error does not stop it, and a retry ends it", async () => {
    const before = sandbox.count("list");
    await sandbox.misbehave({ at: "api", kind: "code", code: 1039, operation: "delete", times: 1 });
    await files.row(/^notes\.txt/).click();
    await files.row(/^requests\.jsonl/).click({ modifiers: ["ControlOrMeta"] });
    await page.keyboard.press("Delete");
    const dialog = workbench.dialog("Delete 2 files from");
    const retrieves = sandbox.count("retrieve");
    const isOnDisk = (name: string): boolean =>
      vscode.artefacts.some((folder) =>
        readdirSync(folder, { recursive: true, encoding: "utf8" }).some((path) => path.endsWith(name)),
      );
    expect(isOnDisk("notes.txt")).toBe(true);
    await expect(dialog).toContainText("notes.txt");
    await expect(dialog).toContainText("requests.jsonl");
    await workbench.screenshot("explorer-delete-question");
    await dialog.getByRole("button", { name: "Delete" }).click();
    const notice = workbench.notification(/1 of 2 files deleted/);
    await expect(notice).toContainText("asks you to slow down");
    await workbench.screenshot("explorer-delete-summary");
    await notice.getByRole("button", { name: "Retry" }).click();
    await expect(files.row(/^notes\.txt/)).toBeHidden();
    await expect(files.row(/^requests\.jsonl/)).toBeHidden();
    expect(sandbox.files.map(({ filename }) => filename)).not.toContain("notes.txt");
    expect(sandbox.count("list")).toBe(before);
    await expect(page.getByRole("tab", { name: /^notes\.txt/ }).locator(".strikethrough")).toBeVisible();
    expect(isOnDisk("notes.txt")).toBe(false);
    await workbench.screenshot("explorer-deleted-editor");
    expect(sandbox.count("retrieve")).toBe(retrieves);
  });

  await test.step("when listing fails the rows stay, and one above them says why", async () => {
    await sandbox.misbehave({ at: "api", kind: "code", code: 1002, operation: "list" });
    await files.action("Refresh");
    await expect(files.rowWith("Listing failed")).toContainText("asks you to slow down");
    await expect(files.row(/^narrator\.wav/)).toBeVisible();
    await workbench.screenshot("explorer-list-failed");
    await sandbox.behave();
    await files.rowWith("Listing failed").click();
    await expect(files.rowWith("Listing failed")).toBeHidden();
  });

  await test.step("a row dragged into the editor area opens there", async () => {
    await expect(page.getByRole("tab", { name: /^示例文本/ })).toBeHidden();
    await files.drag(files.row(/^示例文本/), page.locator(".part.editor .editor-group-container").first());
    await expect(page.getByRole("tab", { name: /^示例文本/ })).toBeVisible();
  });

  await test.step("a row dropped on another group explains that purposes do not change", async () => {
    await files.drag(files.row(/^report\.pdf/), files.row(/^Voice Clone/));
    await expect(workbench.notification(/cannot change a file's purpose/)).toBeVisible();
    await workbench.screenshot("explorer-dropped-on-group");
  });

  await test.step("a file dropped from the desktop is uploaded with the purpose of its group", async () => {
    await files.dropFile(files.row(/^Retrieval/), { name: "dropped.txt", text: "From the desktop.\n" });
    await expect(files.row(/^dropped\.txt/)).toBeVisible();
    const stored = sandbox.file("dropped.txt");
    expect(stored.purpose).toBe("retrieval");
    expect((await sandbox.bytes(stored)).toString()).toBe("From the desktop.\n");
  });

  const explorerTab = page.locator(".activitybar").getByRole("tab", { name: /^Explorer/ });
  const explorerRow = (name: string) =>
    page.locator(".explorer-folders-view").getByRole("treeitem", { name });

  await test.step("what is selected is downloaded into a folder from the menu of VS Code's Explorer", async () => {
    await files.row(/^narrator\.wav/).click({ modifiers: ["ControlOrMeta"] });
    await files.row(/^示例文本/).click({ modifiers: ["ControlOrMeta"] });
    await explorerTab.click();
    await workbench.contextMenu(explorerRow("here"), "Download Selected MiniMax Files Here");
    await expect(workbench.notification(/Downloaded 2 files/)).toBeVisible();
    await workbench.screenshot("explorer-download-here");
    expect(workspace.files().filter((name) => name.startsWith("here/"))).toEqual([
      "here/mine.txt",
      "here/narrator.wav",
      `here/${longText}`,
    ]);
    for (const name of ["narrator.wav", longText]) {
      expect(workspace.read(`here/${name}`).equals(await sandbox.bytes(sandbox.file(name)))).toBe(true);
    }
  });

  await test.step("“Download To…” asks for the folder", async () => {
    await workbench.openView();
    await workbench.contextMenu(files.row(/^report\.pdf/), "Download To…");
    await quickInput.pick("here");
    await expect(quickInput.input).toHaveValue(workspace.path("here/"));
    await quickInput.widget.getByRole("button", { name: "Download Here" }).click();
    await expect(workbench.notification(/Downloaded report\.pdf/)).toBeVisible();
    expect(workspace.read("here/report.pdf").equals(await sandbox.bytes(sandbox.file("report.pdf")))).toBe(
      true,
    );
    await explorerTab.click();
  });

  await test.step("a file dragged from VS Code's Explorer is uploaded with the purpose of its group", async () => {
    // Beside the Explorer, where both are to be seen.
    await workbench.command("View: Move View");
    await quickInput.pick(/^Files/);
    await quickInput.pick("New Secondary Side Bar Entry");
    const ours = page.locator(".auxiliarybar").getByRole("tree", { name: "Files" });
    await files.drag(explorerRow("chapter.txt"), ours.getByRole("treeitem", { name: /^Long Speech Input/ }));
    await expect(ours.getByRole("treeitem", { name: /^chapter\.txt/ })).toBeVisible();
    await workbench.screenshot("explorer-dropped-from-explorer");
    const stored = sandbox.file("chapter.txt");
    expect(stored.purpose).toBe("t2a_async_input");
    expect((await sandbox.bytes(stored)).toString()).toBe(chapter);
    await workbench.command("View: Reset View Locations");
    await workbench.openView();
  });

  await test.step("a long list comes page by page", async () => {
    await sandbox.seedMany(259);
    await files.menu("Group By", "None");
    await files.action("Refresh");
    // Selects without a look into the file.
    await files
      .row(/^clip-/)
      .first()
      .click({ modifiers: ["ControlOrMeta"] });
    await page.keyboard.press("End");
    const more = files.rowWith("Load 70 More…");
    await expect(more).toContainText("200 of 270 shown");
    await workbench.screenshot("explorer-load-more");
    await more.click();
    await expect(more).toBeHidden();
    await page.keyboard.press("End");
    // The oldest is last of all.
    await expect(files.row(/^narrator\.wav/)).toBeVisible();
    await files.menu("Group By", "Purpose");
  });

  expect(sandbox.leaks).toEqual([]);
});
