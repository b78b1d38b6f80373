import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { fillFolder } from "../../src/editor/open/fillFolder.ts";
import { MemoryFileSystem } from "../support/host/memoryFileSystem.ts";

/** As an archive is extracted. */
function fill(folder: string): Promise<void> {
  mkdirSync(join(folder, "speech"), { recursive: true });
  writeFileSync(join(folder, "speech/titles.json"), "[]");
  writeFileSync(join(folder, "speech/声音.mp3"), Buffer.from([0, 255, 128]));
  return Promise.resolve();
}

describe("a folder that an archive is extracted into", () => {
  const scheme = "minimax-memory";
  const workspace = vscode.Uri.from({ scheme, path: "/" });
  const memory = new MemoryFileSystem();
  const disk = mkdtempSync(join(tmpdir(), "minimax-files-fill-"));
  const storage = join(disk, "storage");
  let registration: vscode.Disposable;
  const staged = (): readonly string[] => {
    const staging = join(storage, "staging");
    return existsSync(staging) ? readdirSync(staging) : [];
  };

  before(() => {
    registration = vscode.workspace.registerFileSystemProvider(scheme, memory);
  });

  afterEach(() => {
    memory.refuses = undefined;
    memory.delete(vscode.Uri.joinPath(workspace, "new"));
    assert.deepEqual(staged(), [], "nothing waits on the disk any more");
  });

  after(() => {
    registration.dispose();
    rmSync(disk, { recursive: true });
  });

  it("is made on the disk where it belongs there", async () => {
    const { folder } = await fillFolder({ parent: vscode.Uri.file(disk), name: "new", storage }, fill);
    assert.equal(folder.fsPath, join(disk, "new"));
    assert.deepEqual(readFileSync(join(disk, "new/speech/声音.mp3")), Buffer.from([0, 255, 128]));
  });

  it("is handed over to a workspace that is on no disk, byte by byte", async () => {
    const { folder } = await fillFolder({ parent: workspace, name: "new", storage }, fill);
    assert.equal(folder.toString(), vscode.Uri.joinPath(workspace, "new").toString());
    assert.deepEqual(memory.paths, [
      "/new",
      "/new/speech",
      "/new/speech/titles.json",
      "/new/speech/声音.mp3",
    ]);
    const sound = memory.readFile(vscode.Uri.joinPath(folder, "speech", "声音.mp3"));
    assert.deepEqual(Buffer.from(sound), Buffer.from([0, 255, 128]));
  });

  it("leaves a folder alone that somebody else has made meanwhile", async () => {
    const theirs = vscode.Uri.joinPath(workspace, "new");
    const overtaken = async (folder: string): Promise<void> => {
      await fill(folder);
      memory.createDirectory(theirs);
      memory.writeFile(vscode.Uri.joinPath(theirs, "theirs.txt"), Buffer.from("precious"));
    };
    await assert.rejects(fillFolder({ parent: workspace, name: "new", storage }, overtaken), {
      name: "DownloadError",
      reason: "targetExists",
    });
    assert.deepEqual(memory.paths, ["/new", "/new/theirs.txt"]);
  });

  it("is not there at all where the workspace refuses one of its files, or it cannot be filled", async () => {
    memory.refuses = "声音.mp3";
    await assert.rejects(fillFolder({ parent: workspace, name: "new", storage }, fill), {
      name: "DownloadError",
      reason: "readOnly",
    });
    assert.deepEqual(memory.paths, []);
    const damaged = new Error("the archive is damaged");
    await assert.rejects(
      fillFolder({ parent: workspace, name: "new", storage }, () => Promise.reject(damaged)),
      damaged,
    );
    assert.deepEqual(memory.paths, []);
  });
});
