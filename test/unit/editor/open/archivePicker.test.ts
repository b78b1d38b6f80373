import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ConnectionStore } from "../../../../src/editor/connections/connectionStore.ts";
import { ArchiveContents } from "../../../../src/editor/fileSystem/archiveContents.ts";
import { ArchivePicker } from "../../../../src/editor/open/archivePicker.ts";
import { speechArchive } from "../../../../src/sandbox/seed/speechArchive.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { shownMessages } from "../../../support/fakeVscode.ts";
import { makeTempFolder, type TempFolder } from "../../../support/folders.ts";

interface Place {
  readonly scheme: string;
  readonly path: string;
  toString(): string;
}

const world = vi.hoisted(() => ({
  /** The folder that the user chooses, and what is in it. */
  folder: { scheme: "file", path: "" },
  taken: [] as string[],
  /** Copies into a workspace: where to, and which files. */
  copies: [] as (readonly [string, readonly string[]])[],
  /** What the user was asked to pick from. */
  items: [] as readonly { readonly label: string; readonly description?: string }[],
}));

vi.mock("vscode", async () => {
  const fake = await import("../../../support/fakeVscode.ts");
  return {
    ...fake,
    QuickPickItemKind: { Separator: -1 },
    ThemeIcon: class extends fake.ThemeIcon {
      static readonly File = new fake.ThemeIcon("file");
    },
    window: {
      ...fake.window,
      showOpenDialog: () => Promise.resolve([fake.Uri.from(world.folder)]),
      showQuickPick: (items: typeof world.items) => {
        world.items = items;
        return Promise.resolve(undefined);
      },
    },
    workspace: {
      ...fake.workspace,
      fs: {
        readDirectory: () => Promise.resolve(world.taken.map((name) => [name, 2])),
        copy: (from: Place, to: Place) => {
          const files = readdirSync(from.path, { recursive: true, encoding: "utf8" });
          world.copies.push([to.toString(), files.sort()]);
          return Promise.resolve();
        },
      },
    },
  };
});

const files = ["1", "1/1.extra", "1/1.mp3", "1/1.titles"];

describe("Extract To…", () => {
  let disk: TempFolder;

  beforeEach(async () => {
    disk = makeTempFolder("extract-to");
    writeFileSync(join(disk.path, "speech.tar"), await speechArchive("1", Buffer.from("sound")));
    Object.assign(world, { taken: [], copies: [] });
    shownMessages.length = 0;
  });

  afterEach(() => {
    disk.remove();
  });

  async function extract(): Promise<void> {
    const picker = new ArchivePicker({
      archives: new ArchiveContents(),
      store: { find: () => undefined } as Partial<ConnectionStore> as ConnectionStore,
      formats: makeFormats("en", "UTC"),
      storage: join(disk.path, "storage"),
    });
    const archive = { connectionId: "c1", fileId: "1", name: "speech.tar" };
    await picker.extract(archive, { path: join(disk.path, "speech.tar"), size: 1 });
  }

  it("makes a folder of a free name on the disk", async () => {
    world.folder = { scheme: "file", path: disk.path };
    world.taken = ["speech"];
    await extract();
    expect(readdirSync(join(disk.path, "speech (1)"), { recursive: true }).sort()).toEqual(files);
    expect(shownMessages).toEqual(["Extracted 3 files."]);
    expect(world.copies).toEqual([]);
  });

  it("makes it in a workspace that is on no disk, and nothing under its path on this one", async () => {
    world.folder = { scheme: "memfs", path: join(disk.path, "project") };
    await extract();
    expect(world.copies).toEqual([[`memfs://${disk.path}/project/speech`, files]]);
    expect(existsSync(join(disk.path, "project"))).toBe(false);
    expect(readdirSync(join(disk.path, "storage/staging"))).toEqual([]);
    expect(shownMessages).toEqual(["Extracted 3 files."]);
  });
});

it("an archive's names are names in the list of its files: none draws an icon, breaks the line or turns it around", async () => {
  const entries = [{ segments: ["$(warning)\u202e", "$(trash).mp3"], size: 3, offset: 0 }];
  const picker = new ArchivePicker({
    archives: { list: () => Promise.resolve(entries) } as Partial<ArchiveContents> as ArchiveContents,
    store: { find: () => undefined } as Partial<ConnectionStore> as ConnectionStore,
    formats: makeFormats("en", "UTC"),
    storage: "",
  });
  await picker.pick({ connectionId: "c1", fileId: "1", name: "a.tar" }, { path: "a.tar", size: 1 });
  expect(world.items[0]).toMatchObject({
    label: "$\u2060(trash).mp3",
    description: "3 B · $\u2060(warning)�",
  });
});
