import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AskingFetcher } from "../../../../src/editor/open/askingFetcher.ts";
import { ExternalOpener } from "../../../../src/editor/open/externalOpener.ts";

const world = vi.hoisted(() => ({
  remoteName: undefined as string | undefined,
  opens: true,
  opened: [] as string[],
  texts: [] as string[],
  offers: [] as string[],
  answer: undefined as string | undefined,
}));

vi.mock("vscode", async () => ({
  ...(await import("../../../support/fakeVscode.ts")),
  Uri: { file: (path: string) => path },
  extensions: { all: [] },
  env: {
    get remoteName() {
      return world.remoteName;
    },
    openExternal: (path: string) => {
      world.opened.push(path);
      return Promise.resolve(world.opens);
    },
  },
  window: {
    showInformationMessage: (text: string, ...buttons: readonly string[]) => {
      world.texts.push(text);
      world.offers.push(...buttons);
      return Promise.resolve(buttons.find((button) => button === world.answer));
    },
  },
}));

/** An opener, with the names of what was downloaded instead. */
function opener() {
  const downloaded: string[] = [];
  const external = new ExternalOpener({
    fetcher: {
      get: ({ name }) => Promise.resolve({ path: `/cache/${name}`, size: 3 }),
    } as Partial<AskingFetcher> as AskingFetcher,
    download: ({ name }) => {
      downloaded.push(name);
      return Promise.resolve();
    },
  });
  return { external, downloaded };
}

function file(name: string) {
  return { connectionId: "c1", fileId: "1", name };
}

beforeEach(() => {
  Object.assign(world, { remoteName: undefined, opens: true, answer: undefined });
  Object.assign(world, { opened: [], texts: [], offers: [] });
});

describe("opening a file in another program", () => {
  it("hands it the whole file from the cache, under its own name", async () => {
    await opener().external.open(file("clip.mp4"));
    expect(world.opened).toEqual(["/cache/clip.mp4"]);
    expect(world.texts).toEqual([]);
  });

  it.each(["run.exe", "page.html", "picture.svg", "no-extension", "script.sh"])(
    "never hands over what could be run in place of being shown: %s",
    async (name) => {
      await opener().external.open(file(name));
      expect(world.opened).toEqual([]);
      expect(world.texts).toEqual([expect.stringContaining(name)]);
    },
  );

  it("offers a download where the user's programs are on another machine", async () => {
    world.remoteName = "ssh-remote";
    world.answer = "Download";
    const { external, downloaded } = opener();
    await external.open(file("clip.mp4"));
    expect(world.opened).toEqual([]);
    expect(world.texts).toEqual([expect.stringContaining("ssh-remote")]);
    expect(downloaded).toEqual(["clip.mp4"]);
  });

  it("offers a download where no program wants it", async () => {
    world.opens = false;
    world.answer = "Download";
    const { external, downloaded } = opener();
    await external.open(file("clip.mp4"));
    expect(downloaded).toEqual(["clip.mp4"]);
  });

  it("is the first of two offers for a file that no editor shows", async () => {
    world.answer = "Open Externally";
    await opener().external.offer(file("report.pdf"));
    expect(world.texts).toEqual([expect.stringContaining("no editor for “report.pdf”")]);
    expect(world.opened).toEqual(["/cache/report.pdf"]);
  });

  it("offers a download alone of what could be run, where no editor shows it", async () => {
    world.answer = "Download";
    const { external, downloaded } = opener();
    await external.offer(file("run.exe"));
    expect(world.offers).toEqual(["Download"]);
    expect([world.opened, downloaded]).toEqual([[], ["run.exe"]]);
  });

  it("does nothing with a file whose offer is closed", async () => {
    const { external, downloaded } = opener();
    await external.offer(file("report.pdf"));
    await external.offer(file("run.exe"));
    expect([world.opened, downloaded]).toEqual([[], []]);
  });
});
