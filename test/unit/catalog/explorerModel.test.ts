import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateBounds } from "../../../src/catalog/dateBuckets.ts";
import {
  deriveModel,
  groupOf,
  type ExplorerModel,
  type ViewOptions,
} from "../../../src/catalog/explorerModel.ts";
import { everything } from "../../../src/catalog/filter/filter.ts";
import { parseFilter } from "../../../src/catalog/filter/parseFilter.ts";
import { groupings } from "../../../src/catalog/grouping.ts";
import type { Catalog } from "../../../src/catalog/merge.ts";
import { naturalKeys } from "../../../src/catalog/naturalKey.ts";
import { SortedRows } from "../../../src/catalog/sortedRows.ts";
import { sortFields } from "../../../src/catalog/sorting.ts";
import { treeChange } from "../../../src/catalog/treeChange.ts";
import { TreeElements } from "../../../src/catalog/treeElements.ts";
import { Calendar } from "../../../src/shared/calendar.ts";
import { runNow } from "../../../src/shared/steps.ts";
import { catalogOf, fileRecord, noon, rememberedFile } from "../../support/catalog.ts";

const calendar = new Calendar("UTC");
const dates = dateBounds(noon, calendar, 1);
const plainView: ViewOptions = {
  groupBy: "purpose",
  sort: { by: "name", direction: "ascending" },
  filter: everything,
};
const collator = new Intl.Collator("en", { numeric: true });
const names = { collator, keys: naturalKeys(collator) };

function derive(
  catalog: Catalog,
  view: Partial<ViewOptions> = {},
  previous?: ExplorerModel,
  day = dates,
): ExplorerModel {
  const input = { connectionId: "c1", catalog, view: { ...plainView, ...view }, dates: day };
  return runNow(deriveModel(input, previous));
}

const filterOf = (text: string) => parseFilter(text, { calendar }).filter;

/** What VS Code would show: every row with what it says, in order. */
function rendered(model: ExplorerModel): unknown {
  const rows = new SortedRows(names);
  return model.groups.map((group) => [group.id, group.totals, runNow(rows.of(group, model.view.sort))]);
}

const anyCatalog = fc
  .uniqueArray(
    fc.record({
      id: fc.nat(12).map(String),
      purpose: fc.constantFrom("voice_clone", "video_generation", "odd/one"),
      filename: fc.constantFrom("a.mp4", "b.mp3", "b.txt"),
      size: fc.option(fc.nat(2), { nil: undefined }),
      expiresAt: fc.option(fc.constantFrom(noon / 1000 - 1, noon / 1000 + 1), { nil: undefined }),
    }),
    { selector: ({ id }) => id },
  )
  .map((files) =>
    catalogOf(
      files.map(({ id, purpose, filename, size }) => fileRecord({ id, purpose, filename, size })),
      {
        remembered: files
          .filter(({ expiresAt }) => expiresAt !== undefined)
          .map(({ expiresAt, ...parts }) => rememberedFile(parts, { link: { expiresAt } })),
      },
    ),
  );

const anyView: fc.Arbitrary<ViewOptions> = fc.record({
  groupBy: fc.constantFrom(...groupings),
  sort: fc.record({
    by: fc.constantFrom(...sortFields),
    direction: fc.constantFrom("ascending" as const, "descending" as const),
  }),
  filter: fc.constantFrom(everything, filterOf("*.mp4"), filterOf(">1")),
});

/** A second catalog that shares the entries which did not change, as a refresh makes it. */
function refreshed(before: Catalog, after: Catalog): Catalog {
  const same = (id: string): boolean => {
    const [a, b] = [before.get(id), after.get(id)];
    return JSON.stringify(a) === JSON.stringify(b);
  };
  return new Map([...after].map(([id, entry]) => [id, same(id) ? (before.get(id) ?? entry) : entry]));
}

describe("the explorer's model", () => {
  it("shows every file that passes the filter, and totals that add up", () => {
    fc.assert(
      fc.property(anyCatalog, anyView, (catalog, view) => {
        const model = derive(catalog, view);
        const shown = model.groups.flatMap(({ entries }) => entries);
        expect(model.shown.count).toBe(shown.length);
        expect(model.all.count).toBe(catalog.size);
        for (const entry of shown) {
          expect(groupOf(model, entry)?.entries).toContain(entry);
        }
      }),
    );
  });

  it("filters by the day that today is, also once the one has ended on which the filter was typed", () => {
    const catalog = catalogOf([fileRecord({ createdAt: noon / 1000 })]);
    const view = { filter: filterOf("after:today") };
    const before = derive(catalog, view);
    const nextDay = dateBounds(dates.tomorrow, calendar, 1);
    expect(before.shown.count).toBe(1);
    expect(derive(catalog, view, before, nextDay).shown.count).toBe(0);
    const recent = { filter: filterOf("after:yesterday") };
    expect(derive(catalog, recent, before, nextDay).shown.count).toBe(1);
  });

  it("says that a hidden file is in no group", () => {
    const catalog = catalogOf([
      fileRecord({ id: "1", filename: "a.mp3" }),
      fileRecord({ id: "2", filename: "b.txt" }),
    ]);
    const model = derive(catalog, { filter: filterOf("*.mp3") });
    expect(groupOf(model, catalog.get("1")!)?.key).toBe("voice_clone");
    expect(groupOf(model, catalog.get("2")!)).toBeUndefined();
  });

  it("finds the group of a file of which more is known by now than when it was derived", () => {
    const model = derive(catalogOf([fileRecord()]));
    const newer = catalogOf([fileRecord()], { remembered: [rememberedFile()] });
    expect([...newer.values()].map((entry) => groupOf(model, entry))).toEqual(model.groups);
  });

  it("keeps groups as the same objects over a refresh without news", () => {
    fc.assert(
      fc.property(anyCatalog, anyView, (catalog, view) => {
        const before = derive(catalog, view);
        const after = derive(new Map(catalog), view, before);
        expect(after.groups.every((group, index) => group === before.groups[index])).toBe(true);
        expect(treeChange(before, after)).toEqual({ kind: "none" });
      }),
    );
  });

  it("gives groups and files ids that never meet, even with slashes in a purpose", () => {
    fc.assert(
      fc.property(anyCatalog, anyView, (catalog, view) => {
        const model = derive(catalog, view);
        const elements = new TreeElements("c1");
        const ids = model.groups.flatMap((group) => [
          elements.group(group).id,
          elements.more(group).id,
          ...group.entries.map((entry) => elements.file(entry).id),
        ]);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe("changes of the tree", () => {
  it("name the row alone when only its state changed", () => {
    const records = [fileRecord({ id: "1" }), fileRecord({ id: "2" })];
    const before = catalogOf(records);
    const after = catalogOf(records, {
      previous: before,
      remembered: [rememberedFile({ id: "2" }, { link: { expiresAt: noon } })],
    });
    const model = derive(before);
    const change = treeChange(model, derive(after, {}, model));
    expect(change).toEqual({ kind: "parts", groups: [], files: [after.get("2")] });
  });

  it("name the group when a row came, went or was renamed, and leave its neighbours alone", () => {
    const other = fileRecord({ id: "9", purpose: "prompt_audio" });
    const before = catalogOf([fileRecord({ id: "1" }), fileRecord({ id: "2" }), other]);
    for (const records of [
      [fileRecord({ id: "1" })],
      [fileRecord({ id: "1" }), fileRecord({ id: "2" }), fileRecord({ id: "3" })],
      [fileRecord({ id: "1" }), fileRecord({ id: "2", filename: "z.mp3" })],
    ]) {
      const model = derive(before);
      const change = treeChange(
        model,
        derive(catalogOf([...records, other], { previous: before }), {}, model),
      );
      expect(change.kind === "parts" && [change.groups.map(({ key }) => key), change.files]).toEqual([
        ["voice_clone"],
        [],
      ]);
    }
  });

  it("are none when the platform only answers in another order", () => {
    const records = [fileRecord({ id: "1" }), fileRecord({ id: "2" })];
    const before = catalogOf(records);
    const model = derive(before);
    const after = derive(catalogOf(records.toReversed(), { previous: before }), {}, model);
    expect(treeChange(model, after)).toEqual({ kind: "none" });
  });

  it("are the root's when groups come, go or are others, and the groups' when the order is another", () => {
    const catalog = catalogOf([fileRecord({ id: "1" })]);
    const model = derive(catalog);
    expect(treeChange(undefined, model)).toEqual({ kind: "root" });
    expect(treeChange(model, derive(catalog, { groupBy: "type" }, model))).toEqual({ kind: "root" });
    expect(treeChange(model, derive(catalogOf([]), {}, model))).toEqual({ kind: "root" });
    const sorted = derive(catalog, { sort: { by: "size", direction: "ascending" } }, model);
    expect(treeChange(model, sorted)).toEqual({ kind: "parts", groups: sorted.groups, files: [] });
  });

  it("are the root's where files stand at the top", () => {
    const before = catalogOf([fileRecord({ id: "1" })]);
    const model = derive(before, { groupBy: "none" });
    const after = catalogOf([fileRecord({ id: "1" }), fileRecord({ id: "2" })], { previous: before });
    expect(treeChange(model, derive(after, { groupBy: "none" }, model))).toEqual({ kind: "root" });
  });

  it("leave nothing out: what they do not name looks as before", () => {
    fc.assert(
      fc.property(anyCatalog, anyCatalog, anyView, anyView, (first, second, view, otherView) => {
        const before = derive(first, view);
        const nextView = { ...otherView, filter: view.filter };
        const after = derive(refreshed(first, second), nextView, before);
        const change = treeChange(before, after);
        if (change.kind === "root") {
          return;
        }
        const named = new Set<unknown>(change.kind === "parts" ? [...change.groups, ...change.files] : []);
        const rows = new SortedRows(names);
        expect(after.groups.map(({ id }) => id)).toEqual(before.groups.map(({ id }) => id));
        for (const [index, group] of after.groups.entries()) {
          if (!named.has(group)) {
            const old = runNow(rows.of(before.groups[index]!, before.view.sort));
            const now = runNow(rows.of(group, after.view.sort));
            expect(now.map(({ id }) => id)).toEqual(old.map(({ id }) => id));
            expect(now.filter((entry, row) => entry !== old[row] && !named.has(entry))).toEqual([]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("do not depend on the model before: sharing changes no row", () => {
    fc.assert(
      fc.property(anyCatalog, anyCatalog, anyView, (first, second, view) => {
        const after = refreshed(first, second);
        expect(rendered(derive(after, view, derive(first, view)))).toEqual(rendered(derive(after, view)));
      }),
    );
  });
});

describe("sorted rows", () => {
  it("are sorted once as long as group and order stay the same", () => {
    const model = derive(catalogOf([fileRecord({ id: "2" }), fileRecord({ id: "1" })]));
    const rows = new SortedRows(names);
    const group = model.groups[0]!;
    const first = runNow(rows.of(group, { by: "name", direction: "ascending" }));
    expect(first.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(runNow(rows.of(group, { by: "name", direction: "ascending" }))).toBe(first);
    expect(runNow(rows.of(group, { by: "name", direction: "descending" }))).toEqual(first.toReversed());
  });
});

describe("tree elements", () => {
  it("stay the same objects while their file changes, and are let go of with it", () => {
    const before = catalogOf([fileRecord({ id: "1" }), fileRecord({ id: "2" })]);
    const after = catalogOf([fileRecord({ id: "1", size: 5 })]);
    const elements = new TreeElements("c1");
    const first = elements.file(before.get("1")!);
    const second = elements.file(before.get("2")!);
    elements.retain(derive(after), after);
    expect(elements.file(after.get("1")!)).toBe(first);
    expect(elements.shownFile(before.get("2")!)).toBeUndefined();
    expect(elements.file(before.get("2")!)).not.toBe(second);
  });
});
