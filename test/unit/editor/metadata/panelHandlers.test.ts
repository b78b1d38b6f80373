import { beforeEach, describe, expect, it, vi } from "vitest";
import type { CatalogEntry } from "../../../../src/catalog/catalogEntry.ts";
import { panelHandlers } from "../../../../src/editor/metadata/panelHandlers.ts";

const done = vi.hoisted(() => ({
  clipboard: [] as string[],
  commands: [] as unknown[][],
  said: [] as string[],
}));

vi.mock("vscode", () => ({
  l10n: { t: (text: string) => text },
  workspace: { getConfiguration: () => ({ inspect: () => undefined }) },
  env: {
    clipboard: {
      writeText: (text: string) => {
        done.clipboard.push(text);
        return Promise.resolve();
      },
    },
  },
  commands: {
    executeCommand: (...command: unknown[]) => {
      done.commands.push(command);
      return Promise.resolve();
    },
  },
  window: {
    showInformationMessage: (text: string) => {
      done.said.push(text);
      return Promise.resolve(undefined);
    },
  },
}));

const file = { connectionId: "c1", fileId: "335811572470048" };
const connection = { id: "c1", provider: "minimax-global", name: "Mine", origin: "https://api.minimax.io" };
const link = "https://cdn.minimax.io/v.mp4?Signature=s";

type Parts = Parameters<typeof panelHandlers>[0];

function handlers({
  extra = {},
  hasLink = true,
  isKnown = true,
}: { extra?: object; hasLink?: boolean; isKnown?: boolean } = {}) {
  const removed: unknown[] = [];
  const entry = {
    id: file.fileId,
    record: { id: file.fileId, filename: "v.mp4", purpose: "video_generation", extra },
  } as Partial<CatalogEntry> as CatalogEntry;
  const parts = {
    store: { find: (id: string) => (id === "c1" ? connection : undefined) },
    retriever: { lastLive: () => (hasLink ? { link: { url: new URL(link) } } : undefined) },
    library: { entry: () => Promise.resolve(isKnown ? entry : undefined) },
    remove: (chosen: unknown) => {
      removed.push(chosen);
    },
  } as unknown as Parts;
  return { act: panelHandlers(parts), removed, entry };
}

beforeEach(() => {
  Object.assign(done, { clipboard: [], commands: [], said: [] });
});

describe("a button of the panel", () => {
  it("copies the link as it was signed, and asks for a fresh one where it is dead", async () => {
    await handlers().act.copyLink?.(file);
    expect(done.clipboard).toEqual([link]);
    await handlers({ hasLink: false }).act.copyLink?.(file);
    expect(done.clipboard).toHaveLength(1);
    expect(done.said).toEqual([expect.stringContaining("refresh it first")]);
  });

  it("copies a cURL command with the id and a variable in place of the key", async () => {
    await handlers().act.copyCurl?.(file);
    expect(done.clipboard[0]).toContain(`file_id=${file.fileId}`);
    expect(done.clipboard[0]).toContain("$MINIMAX_API_KEY");
  });

  it("deletes through the command's own question", async () => {
    const { act, removed, entry } = handlers();
    await act.delete?.(file);
    expect(removed).toEqual([{ connection, entry }]);
  });

  it("watches the task that the answer names, or asks for one, at the file's own connection", async () => {
    await handlers({ extra: { task_id: "176844028768320" } }).act.watch?.(file);
    await handlers().act.watch?.(file);
    expect(done.commands).toEqual([
      ["minimaxFiles.watchTask", "176844028768320", "c1"],
      ["minimaxFiles.watchTask", undefined, "c1"],
    ]);
  });

  it.each(["download", "delete", "copyCurl"] as const)(
    "says so where it can do nothing, since the file was forgotten meanwhile: %s",
    async (id) => {
      const { act, removed } = handlers({ isKnown: false });
      await act[id]?.(file);
      expect(done.said).toEqual([expect.stringContaining("not known any more")]);
      expect([...removed, ...done.clipboard]).toEqual([]);
    },
  );
});
