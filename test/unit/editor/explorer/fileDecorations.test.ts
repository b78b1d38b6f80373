import * as vscode from "vscode";
import { describe, expect, it, vi } from "vitest";
import type { CatalogEntry } from "../../../../src/catalog/catalogEntry.ts";
import { FileDecorations } from "../../../../src/editor/explorer/fileDecorations.ts";
import type { FileLibrary } from "../../../../src/editor/explorer/fileLibrary.ts";
import { fileUri } from "../../../../src/editor/fileUri.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { catalogOf, fileRecord, listedEntry, noon, rememberedFile } from "../../../support/catalog.ts";
import { FakeClock } from "../../../support/fakeClock.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const hour = 3600;
const at = noon / 1000;

/** Decorations of a library that holds this, and afterwards what it is given. */
function decorationsOf(...entries: readonly CatalogEntry[]) {
  let catalog: ReadonlyMap<string, CatalogEntry>;
  const changes = new vscode.EventEmitter<void>();
  const hold = (...held: readonly CatalogEntry[]): void => {
    catalog = new Map(held.map((entry) => [entry.id, entry]));
    changes.fire();
  };
  hold(...entries);
  const library = { find: () => ({ catalog }), onDidChange: changes.event };
  const decorations = new FileDecorations({
    library: library as unknown as FileLibrary,
    formats: makeFormats("en", "UTC"),
    clock: new FakeClock(noon),
  });
  const askedAgain: (readonly string[] | "everything")[] = [];
  decorations.onDidChangeFileDecorations((uris) => {
    askedAgain.push(uris?.map(String) ?? "everything");
  });
  return { decorations, hold, askedAgain };
}

/** What a row's decoration shows and says. */
function decorationOf(entry: CatalogEntry | undefined): readonly [string, string] | undefined {
  const { decorations } = decorationsOf(...(entry === undefined ? [] : [entry]));
  const decoration = decorations.provideFileDecoration(fileUri("c1", entry?.record ?? fileRecord()));
  return decoration && [decoration.badge ?? "", decoration.tooltip ?? ""];
}

function remembered(
  parts: Parameters<typeof rememberedFile>[1],
  listed?: readonly [],
): CatalogEntry | undefined {
  return [...catalogOf(listed, { remembered: [rememberedFile({}, parts)] }).values()][0];
}

function ofPurpose(purpose: string, age: number): CatalogEntry | undefined {
  return [...catalogOf([fileRecord({ purpose, createdAt: at - age })]).values()][0];
}

describe("the decoration of a row", () => {
  it.each<[string, CatalogEntry | undefined, string, RegExp]>([
    ["is missing on the platform", remembered({ wasListed: true }, []), "!", /No longer on the platform/],
    ["is past its days", ofPurpose("video_generation_input", 8 * 24 * hour), "0d", /Past its 7 days/],
    ["nears its end", ofPurpose("video_generation_input", 6.5 * 24 * hour), "1d", /deletes it in 12 hours/],
    ["had a link", remembered({ link: { expiresAt: at - 2 * hour } }), "E", /link expired 2 hours ago/],
    ["has a link", remembered({ link: { expiresAt: at + 2 * hour } }), "L", /link expires in 2 hours/],
    ["was retrieved", remembered({}), "R", /you retrieved it by its ID/],
    ["was made by a task", remembered({ source: "task" }), "R", /a task produced it/],
    ["is new", { ...listedEntry(), isNew: true }, "N", /New since you last looked/],
  ])("of a file that %s is a letter, and says so in words", (_what, entry, badge, words) => {
    expect(decorationOf(entry)).toEqual([badge, expect.stringMatching(words)]);
  });

  it("is none where nothing needs attention, and none for a file that nobody knows", () => {
    expect(decorationOf(listedEntry())).toBeUndefined();
    expect(decorationOf(undefined)).toBeUndefined();
  });
});

describe("a change of the library", () => {
  const entry = (id: string, isNew: boolean): CatalogEntry => ({ ...listedEntry({ id }), isNew });
  const uri = (id: string): vscode.Uri => fileUri("c1", fileRecord({ id }));

  it("makes VS Code ask again for the rows that look different now, and for no other: those would flicker", () => {
    const { decorations, hold, askedAgain } = decorationsOf(entry("1", false), entry("2", true));
    for (const id of ["1", "2", "3"]) {
      decorations.provideFileDecoration(uri(id));
    }
    hold(entry("1", false), entry("2", true));
    expect(askedAgain).toEqual([]);
    hold(entry("1", true), entry("2", true), entry("3", true));
    expect(askedAgain).toEqual([[String(uri("1")), String(uri("3"))]]);
  });

  it("makes it ask again for all where more rows changed than it takes at once", () => {
    const ids = Array.from({ length: 251 }, (_, index) => String(index + 1));
    const { decorations, hold, askedAgain } = decorationsOf();
    for (const id of ids) {
      decorations.provideFileDecoration(uri(id));
    }
    hold(...ids.map((id) => entry(id, true)));
    expect(askedAgain).toEqual(["everything"]);
  });

  it("reads no name again: of thousands of rows that took a noticeable while", () => {
    const { decorations, hold } = decorationsOf(entry("1", true));
    let reads = 0;
    const countedPath = {
      get: () => {
        reads += 1;
        return uri("1").path;
      },
    };
    decorations.provideFileDecoration(Object.create(uri("1"), { path: countedPath }) as vscode.Uri);
    const readsBefore = reads;
    hold(entry("1", true));
    expect(readsBefore).toBeGreaterThan(0);
    expect(reads).toBe(readsBefore);
  });

  it("makes it ask for all once: what it forgets, and shows no more, makes nothing flicker again", () => {
    const ids = Array.from({ length: 251 }, (_, index) => String(index + 1));
    const entries = ids.map((id) => entry(id, true));
    const { decorations, hold, askedAgain } = decorationsOf();
    for (const id of ids) {
      decorations.provideFileDecoration(uri(id));
    }
    hold(...entries);
    decorations.provideFileDecoration(uri("1"));
    hold(...entries);
    expect(askedAgain).toEqual(["everything"]);
  });
});
