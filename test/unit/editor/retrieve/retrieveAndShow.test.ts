import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import type { MetadataPanels } from "../../../../src/editor/metadata/metadataPanels.ts";
import {
  retrieveAgain,
  retrieveAndShow,
  type RetrieveContext,
} from "../../../../src/editor/retrieve/retrieveCommands.ts";
import type { ProviderId } from "../../../../src/platform/provider.ts";
import type { RetrievedFile } from "../../../../src/platform/fileRecord.ts";
import { CancelledError } from "../../../../src/shared/cancellation.ts";
import { shownMessages } from "../../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

interface Call {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly answer: () => void;
}

/** A panel that records what it shows, as the real one counts what is awaited. */
function scene() {
  const calls: Call[] = [];
  const shown: string[] = [];
  let awaited = new AbortController();
  const show = (what: string): void => {
    awaited.abort(new CancelledError());
    shown.push(what);
  };
  const panels: Pick<MetadataPanels, "showLoading" | "show" | "showError"> = {
    showLoading: (_connection, id) => {
      show(`loading ${id}`);
      awaited = new AbortController();
      return awaited.signal;
    },
    show: (_connection, { file }) => {
      show(`file ${file.id}`);
    },
    showError: (_connection, id) => {
      show(`error ${id}`);
    },
  };
  const retriever = {
    retrieve: (_connection: Connection, id: string, { signal }: { signal: AbortSignal }) =>
      new Promise<RetrievedFile>((resolve, reject) => {
        signal.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
        calls.push({
          id,
          signal,
          answer: () => {
            resolve({ file: { id } } as RetrievedFile);
          },
        });
      }),
  };
  const context = {
    panels,
    retriever,
    tree: { entry: () => undefined },
    view: { reveal: () => Promise.resolve() },
  } as Partial<Record<keyof RetrieveContext, unknown>> as RetrieveContext;
  return { context, calls, shown };
}

function connection(provider: ProviderId): Connection {
  return { id: "c1", provider, name: "Mine", origin: "https://x" };
}

let { context, calls, shown } = scene();
beforeEach(() => {
  ({ context, calls, shown } = scene());
});

describe("a call whose answer comes late", () => {
  it("is cancelled where it is free, and never replaces what is shown by then", async () => {
    const first = retrieveAndShow(context, connection("minimax-global"), "1");
    const second = retrieveAndShow(context, connection("minimax-global"), "2");
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    calls[1]?.answer();
    await Promise.all([first, second]);
    expect(shown).toEqual(["loading 1", "loading 2", "file 2"]);
  });

  it("is let through to be kept where it was paid for, but not shown", async () => {
    const first = retrieveAndShow(context, connection("cometapi"), "1");
    const second = retrieveAndShow(context, connection("cometapi"), "2");
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([false, false]);
    calls[1]?.answer();
    await second;
    calls[0]?.answer();
    await first;
    expect(shown).toEqual(["loading 1", "loading 2", "file 2"]);
  });
});

it("a file whose connection is gone is not retrieved, and the click is answered", async () => {
  shownMessages.length = 0;
  await retrieveAgain(
    { ...context, store: { find: () => undefined } as never },
    { connectionId: "c1", fileId: "1" },
  );
  expect(calls).toEqual([]);
  expect(shownMessages).toEqual([expect.stringContaining("connection of this file has been removed")]);
});
