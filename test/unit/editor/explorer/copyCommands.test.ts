import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ChosenFile, ChosenFiles } from "../../../../src/editor/explorer/chosenFiles.ts";
import { copyCommands } from "../../../../src/editor/explorer/copyCommands.ts";
import { commandIds } from "../../../../src/editor/ids.ts";
import type { Retriever } from "../../../../src/editor/retrieve/retriever.ts";
import type { ProviderId } from "../../../../src/platform/provider.ts";
import { PlatformError } from "../../../../src/platform/platformError.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { listedEntry } from "../../../support/catalog.ts";
import { clipboard, pressedButtons, shownMessages } from "../../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const ids = ["9223372036854775807", "297990555456011"];

const linkOf = (id: string) => ({
  file: { id },
  link: { url: new URL(`https://cdn.example/${id}?Signature=s`) },
});

/** Two chosen files; the first has a link of this session, and `retrieve` gets any. */
function scene(provider: ProviderId, retrieve?: () => Promise<unknown>) {
  const connection = { id: "c1", provider, name: "Mine", origin: "https://api.example" };
  const files: ChosenFile[] = ids.map((id) => ({ connection, entry: listedEntry({ id }) }));
  const retrieved: string[] = [];
  const retriever = {
    lastLive: (_connection: unknown, id: string) => (id === ids[0] ? linkOf(id) : undefined),
    retrieve: (_connection: unknown, id: string) => {
      retrieved.push(id);
      return retrieve?.() ?? Promise.resolve(linkOf(id));
    },
  };
  const commands = copyCommands({
    chosen: { of: () => Promise.resolve(files) } as Partial<ChosenFiles> as ChosenFiles,
    retriever: retriever as unknown as Retriever,
    formats: makeFormats("en", "UTC"),
  });
  return { commands, retrieved };
}

beforeEach(() => {
  clipboard.text = "before";
  shownMessages.length = 0;
  pressedButtons.clear();
});

describe("what is copied of files", () => {
  it("ids come one a line, digit by digit", async () => {
    await scene("minimax-global").commands[commandIds.copyId]();
    expect(clipboard.text).toBe("9223372036854775807\n297990555456011");
  });

  it.each([commandIds.copyAsCurl, commandIds.copyAsPython, commandIds.copyAsTypeScript] as const)(
    "%s names each file, and a variable in the place of the key",
    async (command) => {
      await scene("cometapi").commands[command]();
      for (const id of ids) {
        expect(clipboard.text).toContain(id);
      }
      expect(clipboard.text).toContain("COMETAPI_KEY");
    },
  );

  it("a link that still lives is copied without a call, and only the others are retrieved", async () => {
    const { commands, retrieved } = scene("minimax-global");
    await commands[commandIds.copyLink]();
    expect(retrieved).toEqual([ids[1]]);
    expect(clipboard.text.split("\n")).toEqual(ids.map((id) => `https://cdn.example/${id}?Signature=s`));
    expect(shownMessages).toEqual(["2 download links copied"]);
  });

  it("where a retrieve costs money a link is retrieved on the user's word alone", async () => {
    const { commands, retrieved } = scene("cometapi");
    await commands[commandIds.copyLink]();
    expect(retrieved).toEqual([]);
    expect(clipboard.text).toBe("before");
    pressedButtons.add("Spend $0.004");
    await commands[commandIds.copyLink]();
    expect(retrieved).toEqual([ids[1]]);
    expect(clipboard.text).toContain(`https://cdn.example/${ids[1] ?? ""}`);
  });

  it("another file's link is never copied, whatever a gateway answers", async () => {
    const { commands } = scene("cometapi", () => Promise.resolve(linkOf("297990555456000")));
    pressedButtons.add("Spend $0.004");
    await commands[commandIds.copyLink]();
    expect(clipboard.text).toBe(`https://cdn.example/${ids[0] ?? ""}?Signature=s`);
    expect(shownMessages.at(-1)).toBe("1 of 2 download links copied");
  });

  it("links that were had before one failed are copied, and the failure is explained", async () => {
    const { commands } = scene("minimax-global", () =>
      Promise.reject(new PlatformError("rateLimited", "slow down", { status: 200, retryable: true })),
    );
    await commands[commandIds.copyLink]();
    expect(clipboard.text).toBe(`https://cdn.example/${ids[0] ?? ""}?Signature=s`);
    expect(shownMessages[0]).toContain("asks you to slow down");
  });
});
