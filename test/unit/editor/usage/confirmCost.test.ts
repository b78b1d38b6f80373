import { beforeEach, describe, expect, it, vi } from "vitest";
import { createApiCalls } from "../../../../src/editor/api.ts";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import type { FileOperations } from "../../../../src/editor/fileOperations.ts";
import { confirmCost, countByConnection } from "../../../../src/editor/usage/confirmCost.ts";
import { makeFormats } from "../../../../src/shared/format.ts";

const user = vi.hoisted(() => ({
  /** The button that is pressed; `undefined` where the question is closed. */
  presses: undefined as string | undefined,
  questions: [] as string[],
  /** By the last part of their ids; all others have their defaults. */
  settings: new Map<string, number>(),
}));

vi.mock("vscode", async () => ({
  ...(await import("../../../support/fakeVscode.ts")),
  workspace: {
    getConfiguration: () => ({ inspect: (name: string) => ({ globalValue: user.settings.get(name) }) }),
  },
  window: {
    showWarningMessage: (text: string, { modal, detail }: { modal: boolean; detail: string }) => {
      // Another one would be out of sight before it is read.
      expect(modal).toBe(true);
      user.questions.push(`${text} ${detail}`);
      return Promise.resolve(user.presses);
    },
  },
}));

const formats = makeFormats("en", "UTC");
const paid: Connection = { id: "c1", provider: "cometapi", name: "Mine", origin: "https://api.cometapi.com" };
const free: Connection = { ...paid, id: "c2", provider: "minimax-global" };

beforeEach(() => {
  user.presses = undefined;
  user.questions = [];
  user.settings.clear();
});

describe("calls that cost money", () => {
  it.each([
    [undefined, false],
    ["Something else", false],
    ["Spend $0.024", true],
  ])(
    "are asked about together, with the sum, and made for nothing but a yes: %s",
    async (presses, goesOn) => {
      user.presses = presses;
      const planned = [
        { connection: paid, retrieves: 6 },
        { connection: free, retrieves: 100 },
      ];
      expect(await confirmCost(planned, formats)).toBe(goesOn);
      expect(user.questions).toEqual([expect.stringMatching(/6 paid calls.*Mine charges.*\$0\.024/)]);
    },
  );

  it("are not asked about up to the sum that the user has set, nor where they are free", async () => {
    expect(await confirmCost([{ connection: free, retrieves: 1 }], formats)).toBe(true);
    user.settings.set("askAbove", 0.02);
    expect(await confirmCost([{ connection: paid, retrieves: 5 }], formats)).toBe(true);
    expect(await confirmCost([{ connection: paid, retrieves: 1 }], formats)).toBe(true);
    expect(user.questions).toEqual([]);
  });

  it.each([
    [undefined, 0.004],
    [0.02, 1],
  ])("are asked about above that sum also where it is one: %s, %d", async (askAbove, price) => {
    if (askAbove !== undefined) {
      user.settings.set("askAbove", askAbove);
    }
    user.settings.set("retrievePrice", price);
    expect(await confirmCost([{ connection: paid, retrieves: 1 }], formats)).toBe(false);
    expect(user.questions).toEqual([expect.stringContaining("a paid call")]);
  });

  it("are counted one by one, and those of several connections in one sum", async () => {
    const other: Connection = { ...paid, id: "c3", name: "Other" };
    const planned = countByConnection([paid, undefined, free, other, paid, other, paid]);
    expect(planned.map(({ connection, retrieves }) => [connection.id, retrieves])).toEqual([
      ["c1", 3],
      ["c2", 1],
      ["c3", 2],
    ]);
    expect(await confirmCost(planned, formats)).toBe(false);
    expect(user.questions).toEqual([
      expect.stringMatching(/5 paid calls.*Mine, Other charges.*about \$0\.02 together/),
    ]);
  });

  it("are not made on the word of another extension: a no is a cancellation, and nothing is called", async () => {
    const called: string[] = [];
    const call = (name: string) => () => {
      called.push(name);
      return Promise.reject(new Error("called"));
    };
    const files = {
      connection: () => paid,
      hasLink: () => false,
      retrieve: call("retrieve"),
      download: call("download"),
    } as Partial<FileOperations> as FileOperations;
    const api = createApiCalls(files, formats);
    const { Uri } = await import("vscode");
    await expect(api.retrieve("1")).rejects.toMatchObject({ name: "CancelledError" });
    await expect(api.download("1", Uri.file("/tmp"))).rejects.toMatchObject({ name: "CancelledError" });
    expect(user.questions).toHaveLength(2);
    expect(called).toEqual([]);
  });
});
