import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import * as vscode from "vscode";
import type { CatalogEntry } from "../../../../src/catalog/catalogEntry.ts";
import { PlatformFileSystem } from "../../../../src/editor/fileSystem/platformFileSystem.ts";
import { folderUri, uriOf } from "../../../../src/editor/fileUri.ts";
import { makeTempFolder } from "../../../support/folders.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const disk = makeTempFolder("file-system");
afterAll(() => {
  disk.remove();
});

const [note, tar] = [
  { connectionId: "c1", fileId: "1", name: "note.txt" },
  { connectionId: "c1", fileId: "2", name: "speech.tar" },
];

/** A file system whose files are all in the cache. A fetch would be a call. */
function scene() {
  const path = join(disk.path, "cached");
  writeFileSync(path, "cached");
  const catalog = new Map<string, CatalogEntry>();
  const fetchUnasked = vi.fn(() => Promise.reject(new Error("a call")));
  const parts = {
    store: { find: () => ({ id: "c1" }) },
    library: { find: () => ({ catalog }) },
    contents: {
      cached: () => Promise.resolve({ path, size: 6 }),
      onDidFetch: () => ({ dispose: () => undefined }),
    },
    archives: {
      find: () => Promise.resolve({ segments: ["a.mp3"], size: 6, offset: 0 }),
      read: () => Promise.resolve(Buffer.from("sound")),
    },
    fetchUnasked,
  };
  const files = new PlatformFileSystem(
    parts as unknown as ConstructorParameters<typeof PlatformFileSystem>[0],
  );
  return { files, catalog, fetchUnasked };
}

describe("an editor's file that is deleted from the platform", () => {
  it("is not found any more, though it is in the cache, and neither is what is inside it; no call is made", async () => {
    const { files, fetchUnasked } = scene();
    const inside = uriOf(tar, ["a.mp3"]);
    expect((await files.readFile(uriOf(note))).toString()).toBe("cached");
    files.noteDeleted([note, tar]);
    for (const uri of [uriOf(note), uriOf(tar), inside]) {
      await expect(files.stat(uri)).rejects.toMatchObject({ code: "FileNotFound" });
      await expect(files.readFile(uri)).rejects.toMatchObject({ code: "FileNotFound" });
    }
    expect(fetchUnasked).not.toHaveBeenCalled();
  });

  it("is told to VS Code with all that is inside it, so that open editors show it", () => {
    const { files } = scene();
    const told: unknown[] = [];
    files.onDidChangeFile((changes) => {
      told.push(...changes.map(({ type, uri }) => [type, uri.toString()]));
    });
    files.noteDeleted([tar]);
    expect(told).toEqual([[vscode.FileChangeType.Deleted, "minimax-files://c1/2"]]);
  });

  it("is there again where the platform lists it after all, and no other file is gone", async () => {
    const { files, catalog } = scene();
    files.noteDeleted([note]);
    expect((await files.stat(uriOf(tar))).size).toBe(6);
    catalog.set("1", { id: "1", record: { id: "1", filename: "note.txt", size: 6 } } as CatalogEntry);
    expect((await files.stat(uriOf(note))).size).toBe(6);
    expect((await files.stat(folderUri(note))).type).toBe(vscode.FileType.Directory);
  });
});
