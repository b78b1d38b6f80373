import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Uri } from "vscode";
import type { AskingFetcher } from "../../../../src/editor/open/askingFetcher.ts";
import { saveCopy } from "../../../../src/editor/open/saveCopy.ts";

interface FakeUri {
  readonly path: string;
  toString(): string;
}

interface World {
  /** Where the user saves to; `undefined`: nowhere. */
  target: string | undefined;
  /** What the dialog starts with. */
  suggested: string[];
  written: string[];
}

const world = vi.hoisted<World>(() => ({ target: undefined, suggested: [], written: [] }));

vi.mock("vscode", () => {
  const uri = (scheme: string, authority: string, path: string) => ({
    scheme,
    authority,
    path,
    toString: () => `${scheme}://${authority}${path}`,
  });
  return {
    l10n: { t: (text: string) => text },
    Uri: {
      file: (path: string) => uri("file", "", path),
      joinPath: ({ path }: FakeUri, name: string) => uri("file", "", `${path}/${name}`),
    },
    workspace: {
      workspaceFolders: [{ uri: uri("file", "", "/work") }],
      asRelativePath: () => "copy",
      fs: {
        copy: (from: FakeUri, to: FakeUri) => {
          world.written.push(`${from.toString()} → ${to.toString()}`);
          return Promise.resolve();
        },
        readFile: (from: FakeUri) => Promise.resolve(Buffer.from(from.toString())),
        writeFile: (to: FakeUri, bytes: Buffer) => {
          world.written.push(`bytes of ${bytes.toString()} → ${to.toString()}`);
          return Promise.resolve();
        },
      },
    },
    window: {
      showSaveDialog: ({ defaultUri }: { defaultUri: FakeUri }) => {
        world.suggested.push(defaultUri.toString());
        return Promise.resolve(world.target === undefined ? undefined : uri("file", "", world.target));
      },
      showInformationMessage: () => Promise.resolve(undefined),
    },
  };
});

function uriOf(path: string, scheme = "minimax-files"): Uri {
  return {
    scheme,
    authority: "c1",
    path,
    toString: () => `${scheme}://c1${path}`,
  } as Partial<Uri> as Uri;
}

/** A fetcher that has everything, or of which the user did not want anything. */
function fetcher(has = true): AskingFetcher {
  return {
    get: ({ name }) => Promise.resolve(has ? { path: `/cache/${name}`, size: 3 } : undefined),
  } as Partial<AskingFetcher> as AskingFetcher;
}

beforeEach(() => {
  Object.assign(world, { target: "/home/me/copy", suggested: [], written: [] });
});

describe("a copy of what an editor shows", () => {
  it("is made of the whole file in the cache, and offered its name in the workspace", async () => {
    await saveCopy(fetcher(), uriOf("/1/clip.mp4"));
    expect(world.suggested).toEqual(["file:///work/clip.mp4"]);
    expect(world.written).toEqual(["file:///cache/clip.mp4 → file:///home/me/copy"]);
  });

  it("is made of the one file inside an archive that is shown", async () => {
    await saveCopy(fetcher(), uriOf("/1/speech.tar/speech/voice.mp3"));
    expect(world.suggested).toEqual(["file:///work/voice.mp3"]);
    expect(world.written).toEqual([
      "bytes of minimax-files://c1/1/speech.tar/speech/voice.mp3 → file:///home/me/copy",
    ]);
  });

  it("is not made where the user goes away, from the dialog or from the question to fetch", async () => {
    await saveCopy(fetcher(false), uriOf("/1/clip.mp4"));
    world.target = undefined;
    await saveCopy(fetcher(), uriOf("/1/clip.mp4"));
    expect(world.written).toEqual([]);
  });

  it("is made of nothing but files of the platform", async () => {
    await saveCopy(fetcher(), uriOf("/etc/passwd", "file"));
    await saveCopy(fetcher(), uriOf("/1"));
    expect(world.suggested).toEqual([]);
  });
});
