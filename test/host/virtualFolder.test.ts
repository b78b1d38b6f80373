import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/editor/ids.ts";
import { MemoryFileSystem } from "../support/host/memoryFileSystem.ts";
import { activated, until } from "./support.ts";

describe("a folder that is on no disk", () => {
  const project = vscode.Uri.parse("memfs:/project");
  const readme = vscode.Uri.joinPath(project, "README.md");
  const memory = new MemoryFileSystem();
  let registration: vscode.Disposable;

  before(() => {
    memory.createDirectory(project);
    memory.writeFile(readme, Buffer.from("# A project\n"));
    registration = vscode.workspace.registerFileSystemProvider("memfs", memory);
  });

  after(() => {
    registration.dispose();
  });

  it("gets exactly the bytes of a download, beside what was there", async () => {
    const api = await activated();
    const narrator = (await api.list()).find(({ filename }) => filename === "narrator.wav");
    assert.ok(narrator);
    const { link = "" } = await api.retrieve(narrator.id, { includeLink: true });
    const expected = Buffer.from(await (await fetch(link)).arrayBuffer());

    await vscode.commands.executeCommand(commandIds.followId, { verb: "reveal", id: narrator.id });
    await until(async () => {
      // VS Code tells what is selected a moment later; without a selection nothing is downloaded.
      await vscode.commands.executeCommand(commandIds.downloadHere, project);
      return memory.readDirectory(project).length > 1 ? true : undefined;
    });
    assert.deepEqual(memory.paths, ["/project", "/project/README.md", "/project/narrator.wav"]);
    const landed = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(project, "narrator.wav"));
    assert.equal(landed.byteLength, narrator.size);
    assert.ok(expected.equals(landed));
    assert.equal(Buffer.from(memory.readFile(readme)).toString(), "# A project\n");
  });
});
