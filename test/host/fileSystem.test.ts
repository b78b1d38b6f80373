import assert from "node:assert/strict";
import * as vscode from "vscode";

/** The sandbox's own connection has this id always. */
const root = vscode.Uri.parse("minimax-files://sandbox/");

/** The URI of the first file of that name, as the file system lists it. */
async function find(name: string): Promise<vscode.Uri> {
  for (const [id] of await vscode.workspace.fs.readDirectory(root)) {
    const folder = vscode.Uri.joinPath(root, id);
    const [entry] = await vscode.workspace.fs.readDirectory(folder);
    if (entry?.[0] === name) {
      return vscode.Uri.joinPath(folder, name);
    }
  }
  throw new Error(`There is no ${name}`);
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString();
}

describe("the file system of platform files", () => {
  before(async () => {
    await vscode.commands.executeCommand("minimaxFiles.startSandbox");
    await vscode.commands.executeCommand("minimaxFiles.refresh", "sandbox");
  });

  after(async () => {
    await vscode.commands.executeCommand("minimaxFiles.clearCache");
    await vscode.commands.executeCommand("minimaxFiles.stopSandbox");
  });

  it("is read-only, and refuses every change", async () => {
    const notes = await find("notes.txt");
    assert.equal(vscode.workspace.fs.isWritableFileSystem("minimax-files"), false);
    await assert.rejects(async () => vscode.workspace.fs.writeFile(notes, new Uint8Array()));
    await assert.rejects(async () => vscode.workspace.fs.delete(notes));
    await assert.rejects(async () => vscode.workspace.fs.rename(notes, vscode.Uri.joinPath(notes, "../x")));
  });

  it("tells size and age as the platform does, without reading the file", async () => {
    const stat = await vscode.workspace.fs.stat(await find("notes.txt"));
    assert.equal(stat.size, 42);
    assert.equal(stat.permissions, vscode.FilePermission.Readonly);
    assert.ok(Math.abs(Date.now() - 20 * 3_600_000 - stat.mtime) < 600_000);
  });

  it("reads a file's bytes, also for several readers at once", async () => {
    const uri = await find("requests.jsonl");
    const [text, ...others] = await Promise.all([textOf(uri), textOf(uri), textOf(uri)]);
    assert.deepEqual(others, [text, text]);
    assert.match(text, /^\{"custom_id":"request-1"/);
    assert.equal((await vscode.workspace.fs.stat(uri)).size, Buffer.byteLength(text));
  });

  it("opens names of every script, in the right language", async () => {
    const document = await vscode.workspace.openTextDocument(await find("示例文本 (第一章).txt"));
    assert.match(document.getText(), /春天来了/);
    assert.equal(document.isUntitled, false);
    assert.equal(document.languageId, "plaintext");
  });

  it("compares two files of the platform", async () => {
    const [left, right] = [await find("notes.txt"), await find("requests.jsonl")];
    await vscode.commands.executeCommand("vscode.diff", left, right);
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    assert.ok(activeTab?.input instanceof vscode.TabInputTextDiff);
    assert.equal(activeTab.input.original.toString(), left.toString());
  });

  // The download engine tries for a while before it gives a server up.
  it("serves from the cache while the platform is gone, and explains itself where it cannot", async () => {
    const [read, unread] = [await find("notes.txt"), await find("report.pdf")];
    const text = await textOf(read);
    await vscode.commands.executeCommand("minimaxFiles.stopSandbox");
    assert.equal(await textOf(read), text);
    await assert.rejects(async () => vscode.workspace.fs.readFile(unread), /The sandbox is not running/);
    await vscode.commands.executeCommand("minimaxFiles.startSandbox");
  }).timeout(90_000);

  it("finds nothing under a connection that does not exist, or a name that nobody gave", async () => {
    const notes = await find("notes.txt");
    for (const path of [
      vscode.Uri.joinPath(notes, "../other.txt").toString(),
      vscode.Uri.joinPath(notes, "inside.txt").toString(),
      "minimax-files://nobody/1/x.txt",
      "minimax-files://sandbox/1/con",
      "minimax-files://sandbox/not-an-id/x.txt",
    ]) {
      await assert.rejects(async () => vscode.workspace.fs.stat(vscode.Uri.parse(path)), {
        code: "FileNotFound",
      });
    }
  });
});
