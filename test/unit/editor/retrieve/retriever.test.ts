import { describe, expect, it, vi } from "vitest";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import type { FileLibrary } from "../../../../src/editor/explorer/fileLibrary.ts";
import type { Platforms } from "../../../../src/editor/platforms.ts";
import { Retriever } from "../../../../src/editor/retrieve/retriever.ts";
import type { ProviderId } from "../../../../src/platform/provider.ts";
import { fileRecord, noon } from "../../../support/catalog.ts";
import { FakeClock } from "../../../support/fakeClock.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const hour = 3600;

/** Retrieves this many files, whose links live for an hour. */
async function retrieved(provider: ProviderId, count: number) {
  const connection: Connection = { id: "c1", provider, name: "Mine", origin: "https://x.example" };
  const clock = new FakeClock(noon);
  const link = (id: string) => ({
    url: new URL(`https://cdn.example/${id}`),
    expiresAt: clock.now() / 1000 + hour,
  });
  const retriever = new Retriever({
    platforms: {
      of: () => ({ retrieve: (id: string) => Promise.resolve({ file: fileRecord({ id }), link: link(id) }) }),
    } as unknown as Platforms,
    library: { of: () => ({ remember: () => Promise.resolve() }) } as unknown as FileLibrary,
    clock,
  });
  const retrieveMore = async (from: number, to: number): Promise<void> => {
    for (let id = from; id <= to; id += 1) {
      await retriever.retrieve(connection, String(id));
    }
  };
  await retrieveMore(1, count);
  const kept = (): number[] =>
    Array.from({ length: 2 * count }, (_, index) => index + 1).filter(
      (id) => retriever.lastLive(connection, String(id)) !== undefined,
    );
  return { clock, kept, retrieveMore };
}

describe("the answers of this session", () => {
  it("that were paid for are kept while their links live, however many: nobody pays for one twice", async () => {
    const { kept } = await retrieved("cometapi", 120);
    expect(kept()).toHaveLength(120);
  });

  it("that cost nothing are kept in small number, the newest", async () => {
    const { kept } = await retrieved("minimax-global", 120);
    expect(kept()).toEqual(Array.from({ length: 50 }, (_, index) => 71 + index));
  });

  it("whose links are dead make room, paid for or not", async () => {
    const { clock, kept, retrieveMore } = await retrieved("cometapi", 120);
    await clock.advance(hour * 1000);
    expect(kept()).toEqual([]);
    await retrieveMore(121, 240);
    await clock.advance(-hour * 1000);
    expect(kept()).toHaveLength(50 + 120);
  });
});

it("a file that is being retrieved is not asked for again: two clicks, or a command and a panel, pay once", async () => {
  const connection: Connection = {
    id: "c1",
    provider: "cometapi",
    name: "Mine",
    origin: "https://x.example",
  };
  const { promise, resolve } = Promise.withResolvers<object>();
  const made: AbortSignal[] = [];
  const retrieve = (_: string, { signal }: { signal: AbortSignal }) => {
    made.push(signal);
    return promise;
  };
  const retriever = new Retriever({
    platforms: { of: () => ({ retrieve }) } as unknown as Platforms,
    library: { of: () => ({ remember: () => Promise.resolve() }) } as unknown as FileLibrary,
    clock: new FakeClock(noon),
  });
  const unwanted = new AbortController();
  const calls = [
    retriever.retrieve(connection, "1", { signal: unwanted.signal }),
    retriever.retrieve(connection, "1"),
  ] as const;
  unwanted.abort(new Error("Not wanted"));
  await expect(calls[0]).rejects.toThrow("Not wanted");
  expect(made.map(({ aborted }) => aborted)).toEqual([false]);
  resolve({ file: fileRecord({ id: "1" }), link: undefined });
  expect((await calls[1]).file.id).toBe("1");
  expect(made).toHaveLength(1);
});
