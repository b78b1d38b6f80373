import { expect, it, vi } from "vitest";
import type { CatalogEntry } from "../../../../src/catalog/catalogEntry.ts";
import type { AskingFetcher } from "../../../../src/editor/open/askingFetcher.ts";
import { compareFiles } from "../../../../src/editor/open/compareFiles.ts";
import { fileRecord } from "../../../support/catalog.ts";

const asked = vi.hoisted(() => ({ items: [] as readonly { readonly label: string }[] }));

vi.mock("vscode", async () => {
  const fake = await import("../../../support/fakeVscode.ts");
  const showQuickPick = (items: typeof asked.items): Promise<undefined> => {
    asked.items = items;
    return Promise.resolve(undefined);
  };
  return { ...fake, QuickPickItemKind: { Separator: -1 }, window: { ...fake.window, showQuickPick } };
});

it("a server's name is a name in the list of files to compare with, and draws no icon", async () => {
  const record = fileRecord({ id: "2", filename: "$(trash).txt" });
  await compareFiles(
    {
      fetcher: {} as Partial<AskingFetcher> as AskingFetcher,
      filesOf: () => [{ id: "2", record } as Partial<CatalogEntry> as CatalogEntry],
    },
    [{ connectionId: "c1", fileId: "1", name: "a.txt" }],
  );
  expect(asked.items.at(-1)?.label).toBe("$\u2060(trash).txt");
});
