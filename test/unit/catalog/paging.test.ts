import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pageOf, pagesToShow } from "../../../src/catalog/paging.ts";

const anyRows = fc.array(fc.nat(), { maxLength: 50 });
const anySize = fc.integer({ min: 1, max: 20 });

describe("pages", () => {
  it("show a beginning of the rows and say what is left", () => {
    expect(pageOf([1, 2, 3, 4, 5], 1, 2)).toEqual({ items: [1, 2], more: { shown: 2, total: 5, next: 2 } });
    expect(pageOf([1, 2, 3, 4, 5], 2, 2)).toEqual({
      items: [1, 2, 3, 4],
      more: { shown: 4, total: 5, next: 1 },
    });
    expect(pageOf([1, 2, 3, 4, 5], 3, 2)).toEqual({ items: [1, 2, 3, 4, 5], more: undefined });
  });

  it("reach every row: the next page adds as many as it promises", () => {
    fc.assert(
      fc.property(anyRows, anySize, fc.integer({ min: 1, max: 60 }), (rows, size, pages) => {
        const { items, more } = pageOf(rows, pages, size);
        expect(items).toEqual(rows.slice(0, items.length));
        const next = pageOf(rows, pages + 1, size);
        expect(next.items.length - items.length).toBe(more?.next ?? 0);
      }),
    );
  });

  it("show a row when as many pages are open as it needs, and not with one fewer", () => {
    fc.assert(
      fc.property(anyRows, anySize, fc.nat(), (rows, size, place) => {
        fc.pre(rows.length > 0);
        const index = place % rows.length;
        const pages = pagesToShow(index, size);
        expect(pageOf(rows, pages, size).items.length).toBeGreaterThan(index);
        expect(pages === 1 || pageOf(rows, pages - 1, size).items.length <= index).toBe(true);
      }),
    );
  });

  it("are never empty, whatever a setting says", () => {
    for (const size of [0, -1, 0.5]) {
      expect(pageOf([1, 2], 0, size).items).toEqual([1]);
    }
  });
});
