import { beforeEach, describe, expect, it, vi } from "vitest";
import { AskingFetcher } from "../../../../src/editor/open/askingFetcher.ts";
import type { ConnectionStore } from "../../../../src/editor/connections/connectionStore.ts";
import type { FetchTerms, FileContents } from "../../../../src/editor/fileSystem/fileContents.ts";
import { LargeFileError } from "../../../../src/editor/fileSystem/largeFileError.ts";
import type { Retriever } from "../../../../src/editor/retrieve/retriever.ts";
import { RetrieveCostsError } from "../../../../src/editor/transfers/retrieveCostsError.ts";
import type { ProviderId } from "../../../../src/platform/provider.ts";
import { CancelledError } from "../../../../src/shared/cancellation.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import type { CachedContent } from "../../../../src/transfer/cache/contentCache.ts";

const asked = vi.hoisted(() => ({
  /** What the user is asked, and whether the answer is yes. */
  questions: [] as string[],
  agrees: true,
  errors: [] as string[],
}));

vi.mock("vscode", async () => ({
  ...(await import("../../../support/fakeVscode.ts")),
  window: {
    showWarningMessage: (_text: string, { detail }: { detail: string }, fetch: string) => {
      asked.questions.push(detail);
      return Promise.resolve(asked.agrees ? fetch : undefined);
    },
    showErrorMessage: (text: string) => {
      asked.errors.push(text);
      return Promise.resolve(undefined);
    },
  },
}));

const file = { connectionId: "c1", fileId: "1", name: "clip.mp4" };
const content: CachedContent = { path: "/cache/clip.mp4", size: 3 };
const mebibyte = 1024 * 1024;

interface Scene {
  readonly provider?: ProviderId;
  readonly cached?: boolean;
  readonly hasLink?: boolean;
  readonly size?: number;
  /** What each fetch in turn does. */
  readonly fetches?: readonly (Error | CachedContent)[];
}

function scene({ provider = "minimax-global", cached, hasLink, size, fetches = [content] }: Scene) {
  const terms: FetchTerms[] = [];
  // A link at hand lives until a fetch finds it dead; one that may be paid for is bought.
  const isLinked = (): boolean =>
    terms.some(({ mayPay }) => mayPay) ||
    (hasLink === true && !fetches.slice(0, terms.length).some((outcome) => RetrieveCostsError.is(outcome)));
  const contents: Pick<FileContents, "cached" | "fetch"> = {
    cached: () => Promise.resolve(cached === true ? content : undefined),
    fetch: (_file, term) => {
      const outcome = fetches[terms.length];
      terms.push(term);
      return outcome instanceof Error || outcome === undefined
        ? Promise.reject(outcome ?? new Error("One fetch too many"))
        : Promise.resolve(outcome);
    },
  };
  const connection = { id: "c1", provider, name: "Mine", origin: "https://x" };
  const fetcher = new AskingFetcher({
    store: { find: () => connection } as Partial<ConnectionStore> as ConnectionStore,
    retriever: { lastLive: () => (isLinked() ? {} : undefined) } as Partial<Retriever> as Retriever,
    contents: contents as FileContents,
    sizeOf: () => size,
    formats: makeFormats("en", "UTC"),
  });
  return { fetcher, terms };
}

beforeEach(() => {
  asked.questions = [];
  asked.errors = [];
  asked.agrees = true;
});

describe("fetching a file to open it", () => {
  it("asks nothing for a small file where calls are free", async () => {
    const { fetcher, terms } = scene({ size: 10 });
    expect(await fetcher.get(file)).toBe(content);
    expect(asked.questions).toEqual([]);
    expect(terms).toEqual([{ limit: 50 * mebibyte, mayPay: false }]);
  });

  it("asks nothing and calls nothing for what is in the cache, whatever it would cost", async () => {
    const { fetcher, terms } = scene({ provider: "cometapi", cached: true, size: 900 * mebibyte });
    expect(await fetcher.get(file)).toBe(content);
    expect(asked.questions).toEqual([]);
    expect(terms).toEqual([]);
  });

  it("asks before it fetches more than 50 MB, and tells the size", async () => {
    const { fetcher, terms } = scene({ size: 60 * mebibyte });
    await fetcher.get(file);
    expect(asked.questions).toEqual([expect.stringContaining("60 MB")]);
    expect(terms).toEqual([{ limit: Infinity, mayPay: false }]);
  });

  it("fetches nothing that the user does not want", async () => {
    asked.agrees = false;
    const large = scene({ size: 60 * mebibyte });
    const paid = scene({ provider: "cometapi" });
    expect(await large.fetcher.get(file)).toBeUndefined();
    expect(await paid.fetcher.get(file)).toBeUndefined();
    expect([...large.terms, ...paid.terms]).toEqual([]);
  });

  it("asks before it spends money, and tells the price", async () => {
    const { fetcher, terms } = scene({ provider: "cometapi" });
    await fetcher.get(file);
    expect(asked.questions).toEqual([expect.stringContaining("$0.004")]);
    expect(terms).toEqual([{ limit: 50 * mebibyte, mayPay: true }]);
  });

  it.each<[string, Scene, boolean]>([
    ["costs a retrieve", { provider: "cometapi" }, false],
    ["costs a retrieve, but is here", { provider: "cometapi", cached: true }, true],
    ["costs a retrieve, but has a link that works", { provider: "cometapi", hasLink: true }, true],
    ["costs nothing", {}, true],
  ])("takes what %s for what it is, and spends nothing to know it", async (_, what, free) => {
    const { fetcher, terms } = scene(what);
    expect(await fetcher.isFree(file)).toBe(free);
    expect([...terms, ...asked.questions]).toEqual([]);
  });

  it("asks no price while a link that was paid for still works", async () => {
    const { fetcher, terms } = scene({ provider: "cometapi", hasLink: true });
    expect(await fetcher.isFree(file)).toBe(true);
    await fetcher.get(file);
    expect(asked.questions).toEqual([]);
    expect(terms).toEqual([{ limit: 50 * mebibyte, mayPay: false }]);
  });

  it("asks when it turns out on the way that the link is dead, or the file large", async () => {
    const { fetcher, terms } = scene({
      provider: "cometapi",
      hasLink: true,
      fetches: [new RetrieveCostsError(0.004), new LargeFileError(70 * mebibyte), content],
    });
    expect(await fetcher.get(file)).toBe(content);
    expect(asked.questions).toEqual([expect.stringContaining("$0.004"), expect.stringContaining("70 MB")]);
    expect(terms.at(-1)).toMatchObject({ limit: Infinity });
  });

  it("names no price for a link that was bought, when the file turns out to be large", async () => {
    const { fetcher, terms } = scene({
      provider: "cometapi",
      fetches: [new LargeFileError(70 * mebibyte), content],
    });
    expect(await fetcher.get(file)).toBe(content);
    expect(asked.questions[0]).toContain("$0.004");
    expect(asked.questions[1]).not.toContain("$");
    expect(terms.at(-1)).toEqual({ limit: Infinity, mayPay: false });
  });

  it("explains a failure once, and is silent about a cancellation", async () => {
    const failing = scene({ fetches: [new Error("boom")] });
    const cancelled = scene({ fetches: [new CancelledError()] });
    expect(await failing.fetcher.get(file)).toBeUndefined();
    expect(await cancelled.fetcher.get(file)).toBeUndefined();
    expect(asked.errors).toEqual([expect.stringContaining("boom")]);
  });

  it("never asks where VS Code reads by itself: it refuses", async () => {
    const { fetcher, terms } = scene({ provider: "cometapi", fetches: [new RetrieveCostsError(0.004)] });
    await expect(fetcher.getUnasked(file)).rejects.toThrow(RetrieveCostsError);
    expect(terms).toEqual([{ limit: 50 * mebibyte, mayPay: false }]);
    expect(asked.questions).toEqual([]);
  });
});
