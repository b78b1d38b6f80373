import { beforeEach, describe, expect, it, vi } from "vitest";
import { SilentVideoNotice } from "../../../../src/editor/open/silentVideoNotice.ts";

const said = vi.hoisted(() => ({ texts: [] as string[], answer: undefined as string | undefined }));

vi.mock("vscode", () => ({
  l10n: { t: (text: string) => text },
  window: {
    showInformationMessage: (text: string) => {
      said.texts.push(text);
      return Promise.resolve(said.answer);
    },
  },
}));

const video = { connectionId: "c1", fileId: "1", name: "output_aigc.mp4" };

/** Sessions of one user: what is kept survives from one to the next. */
function user(isDesktop = true) {
  const kept = new Map<string, unknown>();
  const opened: string[] = [];
  const session = (): SilentVideoNotice =>
    new SilentVideoNotice({
      state: {
        keys: () => [...kept.keys()],
        get: (key: string) => kept.get(key),
        update: (key, value) => {
          kept.set(key, value);
          return Promise.resolve();
        },
      } as ConstructorParameters<typeof SilentVideoNotice>[0]["state"],
      isDesktop,
      openExternally: ({ name }) => {
        opened.push(name);
        return Promise.resolve();
      },
    });
  return { session, opened };
}

beforeEach(() => {
  said.texts = [];
  said.answer = undefined;
});

describe("the notice that a video may be silent", () => {
  it("comes once a session, and again in the next", async () => {
    const { session } = user();
    const first = session();
    await first.tell(video);
    await first.tell(video);
    expect(said.texts).toEqual([expect.stringContaining("without AAC sound")]);
    await session().tell(video);
    expect(said.texts).toHaveLength(2);
  });

  it("leads to the player of the system", async () => {
    said.answer = "Open Externally";
    const { session, opened } = user();
    await session().tell(video);
    expect(opened).toEqual(["output_aigc.mp4"]);
  });

  it("does not come again once the user had enough of it", async () => {
    said.answer = "Don't Show Again";
    const { session, opened } = user();
    await session().tell(video);
    await session().tell(video);
    expect(said.texts).toHaveLength(1);
    expect(opened).toEqual([]);
  });

  it("does not come where the sound is heard: in a browser, and for other formats", async () => {
    await user(false).session().tell(video);
    await user()
      .session()
      .tell({ ...video, name: "clip.webm" });
    await user()
      .session()
      .tell({ ...video, name: "voice.mp3" });
    expect(said.texts).toEqual([]);
  });
});
