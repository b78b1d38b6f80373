import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { commandIds } from "../../../../src/editor/ids.ts";
import { ArchiveContents } from "../../../../src/editor/fileSystem/archiveContents.ts";
import { ArchivePicker } from "../../../../src/editor/open/archivePicker.ts";
import { ExternalOpener } from "../../../../src/editor/open/externalOpener.ts";
import { FileOpener } from "../../../../src/editor/open/fileOpener.ts";
import { openCommands } from "../../../../src/editor/open/openCommands.ts";
import { SilentVideoNotice } from "../../../../src/editor/open/silentVideoNotice.ts";
import { speechArchive } from "../../../../src/sandbox/seed/speechArchive.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import type { NamedFile } from "../../../../src/transfer/cache/contentCache.ts";
import { FakeMemento } from "../../../support/host/fakeState.ts";
import { makeTempFolder } from "../../../support/folders.ts";

const world = vi.hoisted(() => ({
  /** Where archives are extracted to. */
  folder: "",
  opened: [] as string[],
  /** What was said with buttons, each with how to press one. */
  notices: [] as { readonly text: string; readonly press: (button: string) => void }[],
  errors: [] as string[],
}));

vi.mock("vscode", async () => {
  const fake = await import("../../../support/fakeVscode.ts");
  return {
    ...fake,
    env: { ...fake.env, remoteName: undefined },
    extensions: { all: [] },
    commands: {
      executeCommand: (_id: string, uri: { toString(): string }) => {
        world.opened.push(uri.toString().split("/").at(-1) ?? "");
        return Promise.resolve();
      },
    },
    workspace: { ...fake.workspace, fs: { readDirectory: () => Promise.resolve([]) } },
    window: {
      ...fake.window,
      /** A notification that nobody answers stays. */
      showInformationMessage: (text: string) =>
        new Promise((resolve) => {
          world.notices.push({ text, press: resolve });
        }),
      showErrorMessage: (text: string) => {
        world.errors.push(text);
        return Promise.resolve();
      },
      showOpenDialog: () => Promise.resolve([fake.Uri.file(world.folder)]),
    },
  };
});

/** The commands for files of these names, which are all selected. */
function commandsFor(...names: readonly string[]) {
  const files = names.map((name, index): NamedFile => ({ connectionId: "c1", fileId: String(index), name }));
  const fetcher = {
    isFree: () => Promise.resolve(true),
    get: ({ name }: NamedFile) => Promise.resolve({ path: join(world.folder, name), size: 1 }),
  };
  const archives = new ArchivePicker({
    archives: new ArchiveContents(),
    store: { find: () => undefined } as never,
    formats: makeFormats("en", "UTC"),
    storage: world.folder,
  });
  const external = new ExternalOpener({
    fetcher: fetcher as never,
    download: ({ name }) => Promise.reject(new Error(`no place for ${name}`)),
  });
  const opener = new FileOpener({
    fetcher: fetcher as never,
    archives,
    external,
    silentVideo: new SilentVideoNotice({
      state: new FakeMemento(),
      isDesktop: true,
      openExternally: () => Promise.resolve(),
    }),
    showMetadata: () => Promise.resolve(),
  });
  return openCommands({
    own: { ofCommand: () => files.map((file) => ({ kind: "file", ...file })) },
    selection: () => [],
    named: ({ fileId }: NamedFile) => files[Number(fileId)],
    opener,
    external,
    archives,
    fetcher,
  } as never);
}

beforeEach(() => {
  Object.assign(world, { opened: [], notices: [], errors: [] });
});

describe("a command for several files", () => {
  it("opens them all, whatever of them there is to be said and nobody answers", async () => {
    await commandsFor("clip.mp4", "report.docx", "notes.txt")[commandIds.open]();
    expect(world.opened).toEqual(["clip.mp4", "notes.txt"]);
    expect(world.notices.map(({ text }) => text)).toEqual([
      expect.stringContaining("AAC"),
      expect.stringContaining("report.docx"),
    ]);
  });

  it("hands over those that can be handed over, and offers to download the others", async () => {
    await commandsFor("run.exe", "run.sh")[commandIds.openExternally]();
    expect(world.notices.map(({ text }) => text)).toEqual([
      expect.stringContaining("run.exe"),
      expect.stringContaining("run.sh"),
    ]);
  });

  it("tells what failed behind a notification's button", async () => {
    await commandsFor("run.exe")[commandIds.openExternally]();
    world.notices[0]?.press("Download");
    await expect.poll(() => world.errors).toEqual(["MiniMax Files: no place for run.exe"]);
  });

  it("extracts them all, without waiting for somebody to look at the first", async () => {
    const disk = makeTempFolder("extract-several");
    onTestFinished(disk.remove);
    world.folder = disk.path;
    for (const name of ["one.tar", "two.tar"]) {
      writeFileSync(join(disk.path, name), await speechArchive("1", Buffer.from("sound")));
    }
    await commandsFor("one.tar", "two.tar")[commandIds.extractArchive]();
    expect(world.notices.map(({ text }) => text)).toEqual(["Extracted 3 files.", "Extracted 3 files."]);
  });
});
