import { beforeEach, describe, expect, it, vi } from "vitest";
import { OwnNodes, type FilesNode } from "../../../../src/editor/explorer/treeNodes.ts";
import { commandIds } from "../../../../src/editor/ids.ts";
import {
  retrieveCommands,
  showMetadata,
  type RetrieveContext,
} from "../../../../src/editor/retrieve/retrieveCommands.ts";
import type { ProviderId } from "../../../../src/platform/provider.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { listedEntry } from "../../../support/catalog.ts";
import { pressedButtons, shownMessages } from "../../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const [first, second, gone] = ["1", "2", "3"].map((fileId): FilesNode => ({
  kind: "file",
  id: `c1/p/${fileId}`,
  connectionId: "c1",
  fileId,
}));

/** The command over two known files and a row whose file is gone; tells what was shown or retrieved. */
function scene(provider: ProviderId) {
  const connection = { id: "c1", provider, name: "Mine", origin: "https://x" };
  const own = new OwnNodes();
  const rows = [first!, second!, gone!].map((node) => own.mark(node));
  const done: string[] = [];
  const context = {
    store: { find: () => connection },
    own,
    view: { selection: rows, reveal: () => Promise.resolve() },
    tree: {
      entry: ({ fileId }: { fileId: string }) => (fileId === "3" ? undefined : listedEntry({ id: fileId })),
    },
    retriever: {
      lastLive: () => undefined,
      retrieve: (_connection: unknown, id: string) => {
        done.push(`retrieved ${id}`);
        return Promise.resolve({ file: { id } });
      },
    },
    panels: {
      showLoading: () => new AbortController().signal,
      show: () => undefined,
      showKnown: (_connection: unknown, { id }: { id: string }) => done.push(`shown ${id}`),
    },
    formats: makeFormats("en", "UTC"),
  } as Partial<Record<keyof RetrieveContext, unknown>> as RetrieveContext;
  return { context, run: retrieveCommands(context)[commandIds.showMetadata], rows, done };
}

beforeEach(() => {
  shownMessages.length = 0;
  pressedButtons.clear();
});

describe("Show Metadata", () => {
  it("shows the row that was clicked, whatever else is selected", async () => {
    const { run, rows, done } = scene("cometapi");
    await run(rows[1], rows);
    expect(done).toEqual(["shown 2"]);
  });

  it("shows the first of what is selected where nothing was clicked", async () => {
    const { run, done } = scene("cometapi");
    await run();
    expect(done).toEqual(["shown 1"]);
  });

  it("makes no paid call for a row whose file is gone", async () => {
    const { run, rows, done } = scene("cometapi");
    await run(rows[2]);
    expect(done).toEqual([]);
  });
});

describe("the file of a task or a link, of which nothing is known any more", () => {
  it("is retrieved where that costs only for a yes: a click on a task's row says no price", async () => {
    const { context, done } = scene("cometapi");
    await showMetadata(context, { connectionId: "c1", fileId: "3" });
    expect(shownMessages).toEqual(["This makes a paid call."]);
    expect(done).toEqual([]);
    pressedButtons.add("Spend $0.004");
    await showMetadata(context, { connectionId: "c1", fileId: "3" });
    expect(done).toEqual(["retrieved 3"]);
  });

  it("is retrieved without a question where that is free", async () => {
    const { context, done } = scene("minimax-global");
    await showMetadata(context, { connectionId: "c1", fileId: "3" });
    expect(shownMessages).toEqual([]);
    expect(done).toEqual(["retrieved 3"]);
  });
});
