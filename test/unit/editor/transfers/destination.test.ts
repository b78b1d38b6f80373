import { beforeEach, describe, expect, it, vi } from "vitest";
import { chooseDownloadFolder } from "../../../../src/editor/transfers/destination.ts";

const host = vi.hoisted(() => ({
  setting: "",
  folders: [] as string[],
  picked: undefined as string | undefined,
  asked: [] as string[],
}));

/** The parts of `Uri` that count here. */
interface FakeUri {
  readonly scheme: string;
  readonly fsPath: string;
  readonly text: string;
}

vi.mock("vscode", () => {
  const uriOf = (text: string): FakeUri => ({
    scheme: text.slice(0, text.indexOf(":")),
    fsPath: text.replace(/^file:/, ""),
    text,
  });
  const folderOf = (text: string): { uri: FakeUri } => ({ uri: uriOf(text) });
  return {
    l10n: { t: (text: string) => text },
    Uri: {
      file: (path: string) => uriOf(`file:${path}`),
      joinPath: (uri: FakeUri, name: string) => uriOf(`${uri.text}/${name}`),
    },
    workspace: {
      get workspaceFolders() {
        return host.folders.length === 0 ? undefined : host.folders.map(folderOf);
      },
      getConfiguration: () => ({ inspect: () => ({ globalValue: host.setting }) }),
    },
    window: {
      showWorkspaceFolderPick: () => {
        host.asked.push("which workspace folder");
        return Promise.resolve(host.picked === undefined ? undefined : folderOf(host.picked));
      },
      showOpenDialog: () => {
        host.asked.push("any folder");
        return Promise.resolve(host.picked === undefined ? undefined : [uriOf(host.picked)]);
      },
    },
  };
});

beforeEach(() => {
  host.setting = "";
  host.folders = [];
  host.picked = undefined;
  host.asked = [];
});

async function chosen(): Promise<string | undefined> {
  return ((await chooseDownloadFolder()) as unknown as FakeUri | undefined)?.text;
}

describe("the folder of a download", () => {
  it("is the workspace folder, without a question", async () => {
    host.folders = ["file:/project"];
    expect(await chosen()).toBe("file:/project");
    expect(host.asked).toEqual([]);
  });

  it("is the setting's folder inside it", async () => {
    host.folders = ["file:/project"];
    host.setting = "media/generated";
    expect(await chosen()).toBe("file:/project/media/generated");
  });

  it("is the setting's folder inside a workspace that is on no disk", async () => {
    host.folders = ["memfs:/project"];
    host.setting = "media";
    expect(await chosen()).toBe("memfs:/project/media");
  });

  it("is the setting's where that is absolute, whatever is open", async () => {
    host.setting = "/downloads";
    expect(await chosen()).toBe("file:/downloads");
    host.folders = ["file:/a", "file:/b"];
    expect(await chosen()).toBe("file:/downloads");
    expect(host.asked).toEqual([]);
  });

  it("is asked for where several are open", async () => {
    host.folders = ["file:/a", "file:/b"];
    host.picked = "file:/b";
    host.setting = "media";
    expect(await chosen()).toBe("file:/b/media");
    expect(host.asked).toEqual(["which workspace folder"]);
  });

  it("is asked for where none is open", async () => {
    host.picked = "file:/tmp";
    expect(await chosen()).toBe("file:/tmp");
    expect(host.asked).toEqual(["any folder"]);
  });

  it("is none where the user goes away", async () => {
    expect(await chosen()).toBeUndefined();
    host.folders = ["file:/a", "file:/b"];
    host.setting = "media";
    expect(await chosen()).toBeUndefined();
  });
});
