import type * as vscode from "vscode";
import { describe, expect, it, vi } from "vitest";
import { rememberedToJson } from "../../../../src/catalog/rememberedStorage.ts";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import type { ConnectionStore } from "../../../../src/editor/connections/connectionStore.ts";
import { ConnectionFiles, rememberedKey } from "../../../../src/editor/explorer/connectionFiles.ts";
import { FileLibrary } from "../../../../src/editor/explorer/fileLibrary.ts";
import { commandIds } from "../../../../src/editor/ids.ts";
import { KnownFiles } from "../../../../src/editor/links/knownFiles.ts";
import type { App } from "../../../../src/editor/app.ts";
import { createLinks } from "../../../../src/editor/links/links.ts";
import { registerTerminalLinks } from "../../../../src/editor/links/terminalLinks.ts";
import type { Retriever } from "../../../../src/editor/retrieve/retriever.ts";
import type { Platform } from "../../../../src/platform/platform.ts";
import type { FileRef } from "../../../../src/shared/fileRef.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { Lazy } from "../../../../src/shared/lazy.ts";
import { FakeClock } from "../../../support/fakeClock.ts";
import { registered } from "../../../support/fakeVscode.ts";
import { FakeMemento } from "../../../support/host/fakeState.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const rememberedId = "362088325627994";
const strangeId = "361721749176519";
const connection: Connection = { id: "c", provider: "cometapi", name: "Mine", origin: "https://x" };

/** A new session of a user whose last one has remembered a file. No call is possible. */
async function session() {
  const state = new FakeMemento();
  const record = { id: rememberedId, filename: "", purpose: "", size: undefined, createdAt: 1, extra: {} };
  const remembered = { record, source: "task", rememberedAt: 1, link: undefined, wasListed: false } as const;
  await state.update(rememberedKey("c"), rememberedToJson(new Map([[rememberedId, remembered]])));
  const store = {
    all: [connection],
    active: connection,
    find: () => connection,
    onDidChange: () => ({ dispose: () => undefined }),
    onDidChangeKey: () => ({ dispose: () => undefined }),
  } as unknown as ConnectionStore;
  const create = (mine: Connection): ConnectionFiles =>
    new ConnectionFiles({
      connection: mine,
      platform: {} as Platform,
      mayList: () => false,
      newSince: () => undefined,
      state,
      clock: new FakeClock(),
    });
  return { store, library: new FileLibrary(store, create) };
}

describe("ids in text", () => {
  it("of files that an earlier session has remembered are known at once, without a call", async () => {
    const { store, library } = await session();
    const known = new KnownFiles({ store, library });
    await expect.poll(() => known.find(rememberedId)?.connection).toBe(connection);
    expect(known.ids.size).toBe(1);
    expect([known.ids.has(rememberedId), known.ids.has(strangeId)]).toEqual([true, false]);
    library.dispose();
  });

  it("are followed once where a click comes twice, and never on the word of a stranger", async () => {
    const { store, library } = await session();
    const shown = Promise.withResolvers<undefined>();
    const calls: string[] = [];
    const links = createLinks({
      store,
      library,
      retriever: {} as unknown as Retriever,
      show: ({ fileId }: FileRef) => {
        calls.push(fileId);
        return shown.promise;
      },
      open: () => Promise.reject(new Error("not asked for")),
      reveal: () => Promise.reject(new Error("not asked for")),
      download: () => Promise.reject(new Error("not asked for")),
      formats: makeFormats("en"),
      clock: new FakeClock(),
    });
    await expect.poll(() => library.find("c")?.catalog.size).toBe(1);
    const follow = links.commands[commandIds.followId];
    const clicks = [
      follow({ verb: "show", id: rememberedId }),
      follow({ verb: "show", id: rememberedId }),
      follow({ verb: "delete", id: rememberedId }),
      follow({ verb: "show", id: "1; rm" }),
      follow(undefined),
    ];
    await vi.waitFor(() => {
      expect(calls).toEqual([rememberedId]);
    });
    shown.resolve(undefined);
    await Promise.all(clicks);
    await follow({ verb: "show", id: rememberedId });
    expect(calls).toEqual([rememberedId, rememberedId]);
    library.dispose();
  });

  it("are links in a terminal, which name the price of a click where it costs", async () => {
    const { store, library } = await session();
    await expect.poll(() => library.find("c")?.catalog.size).toBe(1);
    const nothing = (): Promise<void> => Promise.resolve();
    const links = createLinks({
      ...{ store, library, retriever: {} as unknown as Retriever },
      ...{ show: nothing, open: nothing, reveal: nothing, download: nothing },
      ...{ formats: makeFormats("en"), clock: new FakeClock() },
    });
    const app = new Lazy(() => Promise.resolve({ links, dispose: () => undefined } as unknown as App));
    registerTerminalLinks(app, new Set([rememberedId]));
    const provider = registered.terminalLinks as vscode.TerminalLinkProvider;
    const found = async (line: string): Promise<readonly [number, number, string | undefined][]> => {
      const given = await provider.provideTerminalLinks({ line } as vscode.TerminalLinkContext, {} as never);
      return given!.map((link) => [link.startIndex, link.length, link.tooltip]);
    };
    expect(await found(`no id: ${strangeId}`)).toEqual([]);
    expect(app.value).toBeUndefined();
    expect(await found(`{"file_id":${strangeId}} ${rememberedId} ${strangeId}`)).toEqual([
      [11, 15, `Retrieve MiniMax file ${strangeId} ($0.004)`],
      [28, 15, `Show ${rememberedId} in MiniMax Files`],
    ]);
    expect(await found(`${"x".repeat(20_000)} file_id=${strangeId}`)).toEqual([]);
    library.dispose();
  });
});
