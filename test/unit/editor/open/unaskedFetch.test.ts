import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ConnectionStore } from "../../../../src/editor/connections/connectionStore.ts";
import { LargeFileError } from "../../../../src/editor/fileSystem/largeFileError.ts";
import type { AskingFetcher } from "../../../../src/editor/open/askingFetcher.ts";
import { createUnaskedFetch } from "../../../../src/editor/open/unaskedFetch.ts";
import { RetrieveCostsError } from "../../../../src/editor/transfers/retrieveCostsError.ts";
import { makeFormats } from "../../../../src/shared/format.ts";

const said = vi.hoisted(() => ({
  offers: [] as string[],
  answer: undefined as ((button: string | undefined) => void) | undefined,
  commands: [] as unknown[][],
}));

vi.mock("vscode", async () => ({
  ...(await import("../../../support/fakeVscode.ts")),
  window: {
    showInformationMessage: (text: string) => {
      said.offers.push(text);
      return new Promise((resolve) => {
        said.answer = resolve;
      });
    },
  },
  commands: {
    executeCommand: (...command: unknown[]) => {
      said.commands.push(command);
      return Promise.resolve();
    },
  },
}));

const file = { connectionId: "c1", fileId: "1", name: "clip.mp4" };

function fetchThat(outcome: Error) {
  return createUnaskedFetch({
    fetcher: { getUnasked: () => Promise.reject(outcome) } as Partial<AskingFetcher> as AskingFetcher,
    store: { find: () => undefined } as Partial<ConnectionStore> as ConnectionStore,
    formats: makeFormats("en", "UTC"),
  });
}

beforeEach(() => {
  said.offers = [];
  said.commands = [];
});

describe("a file that VS Code reads by itself and that is not in the cache", () => {
  it.each([
    ["large", new LargeFileError(60 * 1024 * 1024), "60 MB"],
    ["paid for", new RetrieveCostsError(0.004), "$0.004"],
  ])("is refused where it is %s, in words that say why", async (_what, error, word) => {
    await expect(fetchThat(error)(file)).rejects.toThrow(word);
    expect(said.offers).toEqual([expect.stringContaining(word)]);
  });

  it("is offered once however often VS Code tries, and fetched on the user's click", async () => {
    const fetch = fetchThat(new RetrieveCostsError(0.004));
    await expect(fetch(file)).rejects.toThrow();
    await expect(fetch(file)).rejects.toThrow();
    expect(said.offers).toHaveLength(1);
    said.answer?.("Fetch…");
    await vi.waitFor(() => {
      expect(said.commands).toEqual([["minimaxFiles.open", "minimax-files://c1/1/clip.mp4"]]);
    });
  });

  it("is not offered where fetching it would only fail again", async () => {
    await expect(fetchThat(new Error("boom"))(file)).rejects.toThrow();
    expect(said.offers).toEqual([]);
  });
});
