import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as vscode from "vscode";
import { DroppedFiles } from "../../../../src/editor/explorer/droppedFiles.ts";
import { FilesDragAndDrop } from "../../../../src/editor/explorer/filesDragAndDrop.ts";
import type { ConnectionStore } from "../../../../src/editor/connections/connectionStore.ts";
import type { FilesTree } from "../../../../src/editor/explorer/filesTree.ts";
import { systemClock } from "../../../../src/shared/clock.ts";

vi.mock("vscode", async () => {
  const fake = await import("../../../support/fakeVscode.ts");
  const { mkdir, readdir, rm, stat, writeFile } = await import("node:fs/promises");
  const fs = {
    writeFile: async ({ path }: vscode.Uri, data: Uint8Array) => {
      await mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
      await writeFile(path, data);
    },
    readDirectory: async ({ path }: vscode.Uri) => (await readdir(path)).map((name) => [name, 2]),
    stat: async ({ path }: vscode.Uri) => ({ mtime: (await stat(path)).mtimeMs }),
    delete: ({ path }: vscode.Uri) => rm(path, { recursive: true }),
  };
  const parse = (text: string): vscode.Uri => {
    // What VS Code says to a path with two slashes and no authority.
    if (!/^\w+:/.test(text) || text.startsWith("file:////")) {
      throw new Error("[UriError]");
    }
    return fake.Uri.file(text.replace("file://", "")) as unknown as vscode.Uri;
  };
  return { ...fake, Uri: { ...fake.Uri, parse }, workspace: { ...fake.workspace, fs } };
});

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "minimax-dropped-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Drops a file as a browser does: bytes without a place. Tells whether it was there while it was uploaded. */
async function drop(isWaiting: boolean): Promise<boolean> {
  let wasThere = false;
  const controller = new FilesDragAndDrop({
    store: { active: { id: "c1" } } as unknown as ConnectionStore,
    tree: {} as Partial<FilesTree> as FilesTree,
    upload: (_connection, [uri]) => {
      wasThere = uri !== undefined && existsSync(uri.fsPath);
      return Promise.resolve();
    },
    dropped: new DroppedFiles({
      folder: vscode.Uri.file(folder),
      isWaiting: () => isWaiting,
      clock: systemClock,
    }),
  });
  const file = { name: "voice.wav", data: () => Promise.resolve(new Uint8Array(3)) };
  const transfer = {
    get: () => undefined,
    *[Symbol.iterator]() {
      yield ["files", { asFile: () => file }];
    },
  } as unknown as vscode.DataTransfer;
  await controller.handleDrop(undefined, transfer, {
    isCancellationRequested: false,
  } as vscode.CancellationToken);
  return wasThere;
}

it("a list of places is taken but for the one that VS Code cannot read", async () => {
  const dropped = new DroppedFiles({
    folder: vscode.Uri.file(folder),
    isWaiting: () => false,
    clock: systemClock,
  });
  const list = "# a comment\r\nfile:///a.wav\r\nfile:////server/b.wav\r\nnot a URI\r\nfile:///c.wav\r\n";
  const transfer = { get: () => ({ asString: () => Promise.resolve(list) }) };
  const uris = await dropped.of(transfer as unknown as vscode.DataTransfer);
  expect(uris.map(({ path }) => path)).toEqual(["/a.wav", "/c.wav"]);
});

it("nothing is deleted of what was dropped from a disk, not even from our own folder", async () => {
  const mine = vscode.Uri.file(join(folder, "mine.wav"));
  writeFileSync(mine.fsPath, "mine");
  const dropped = new DroppedFiles({
    folder: vscode.Uri.file(folder),
    isWaiting: () => false,
    clock: systemClock,
  });
  await dropped.release([mine]);
  expect(readdirSync(folder)).toEqual(["mine.wav"]);
});

describe("bytes that a browser hands over", () => {
  it("are gone once they are uploaded", async () => {
    expect(await drop(false)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("stay for a week where their upload may be tried again", async () => {
    expect(await drop(true)).toBe(true);
    const [left = ""] = readdirSync(folder);
    expect(readdirSync(join(folder, left))).toEqual(["voice.wav"]);
    await drop(false);
    expect(readdirSync(folder)).toEqual([left]);
    const eightDaysAgo = Date.now() / 1000 - 8 * 86_400;
    utimesSync(join(folder, left), eightDaysAgo, eightDaysAgo);
    await drop(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});
