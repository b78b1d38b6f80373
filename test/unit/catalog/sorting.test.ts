import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { naturalKeys } from "../../../src/catalog/naturalKey.ts";
import { compareIds, sortEntries, sortFields, type SortOrder } from "../../../src/catalog/sorting.ts";
import { runNow } from "../../../src/shared/steps.ts";
import { listedEntry } from "../../support/catalog.ts";

const locales = ["en", "de", "zh", "ja", "fr", "cs", "da", "hu", "th"];
const names = nameOrder("en");

function nameOrder(locale: string) {
  const collator = new Intl.Collator(locale, { numeric: true });
  return { collator, keys: naturalKeys(collator) };
}

/** Names that collide, differ in case, hold numbers, or leave ASCII. */
const anyName = fc.oneof(
  fc.string({
    unit: fc.constantFrom("a", "A", "b", "c", "h", "0", "1", "9", "_", "-", ".", " "),
    maxLength: 8,
  }),
  fc.string({ maxLength: 8 }),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);

const anyEntries = fc.uniqueArray(
  fc
    .record({
      id: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String),
      filename: anyName,
      size: fc.option(fc.nat(5), { nil: undefined }),
      createdAt: fc.option(fc.nat(5), { nil: undefined }),
    })
    .map(listedEntry),
  { selector: ({ id }) => id, maxLength: 40 },
);

const anyOrder: fc.Arbitrary<SortOrder> = fc.record({
  by: fc.constantFrom(...sortFields),
  direction: fc.constantFrom("ascending", "descending"),
});

describe("natural keys", () => {
  it.each(locales)("never contradict the collator (%s)", (locale) => {
    const { collator, keys } = nameOrder(locale);
    fc.assert(
      fc.property(anyName, anyName, (a, b) => {
        const left = keys.keyOf(a);
        const right = keys.keyOf(b);
        if (left !== undefined && right !== undefined && left !== right) {
          expect(left < right ? -1 : 1).toBe(Math.sign(collator.compare(a, b)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("exist for the names that platforms give, and not where a language sorts letter pairs apart", () => {
    expect(names.keys.keyOf("output_aigc (2).mp4")).toBeDefined();
    expect(names.keys.keyOf("视频.mp4")).toBeUndefined();
    expect(names.keys.keyOf(`${"9".repeat(300)}.mp4`)).toBeUndefined();
    // A hostile name: more than there is room for on the stack.
    expect(names.keys.keyOf("a".repeat(1_000_000))).toBeUndefined();
    expect(nameOrder("cs").keys.keyOf("chata.mp4")).toBeUndefined();
  });
});

describe("sorting", () => {
  it("orders names as a person counts", () => {
    const entries = ["take10.mp3", "Take2.mp3", "take1.mp3", "überblick.txt", "zebra.txt"].map(
      (filename, index) => listedEntry({ id: String(index), filename }),
    );
    const sorted = runNow(sortEntries(entries, { by: "name", direction: "ascending" }, names));
    expect(sorted.map(({ record }) => record.filename)).toEqual([
      "take1.mp3",
      "Take2.mp3",
      "take10.mp3",
      "überblick.txt",
      "zebra.txt",
    ]);
  });

  it("agrees with the collator on whole lists", () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const sorted = runNow(sortEntries(entries, { by: "name", direction: "ascending" }, names));
        expect(sorted).toEqual(
          entries.toSorted(
            (a, b) =>
              names.collator.compare(a.record.filename, b.record.filename) ||
              Number(BigInt(a.id) - BigInt(b.id)),
          ),
        );
      }),
    );
  });

  it("gives one order, whatever the order of the answer", () => {
    fc.assert(
      fc.property(anyEntries, anyOrder, fc.infiniteStream(fc.nat()), (entries, order, random) => {
        const shuffled = entries
          .map((entry) => ({ entry, place: random.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ entry }) => entry);
        expect(runNow(sortEntries(shuffled, order, names))).toEqual(
          runNow(sortEntries(entries, order, names)),
        );
      }),
    );
  });

  it("puts unknown sizes and dates last either way", () => {
    fc.assert(
      fc.property(anyEntries, anyOrder, (entries, order) => {
        const field = order.by === "size" ? "size" : "createdAt";
        fc.pre(order.by !== "name");
        const values = runNow(sortEntries(entries, order, names)).map(({ record }) => record[field]);
        const firstUnknown = values.indexOf(undefined);
        const known = values.filter((value) => value !== undefined);
        expect(firstUnknown === -1 ? values.length : firstUnknown).toBe(known.length);
        const sign = order.direction === "ascending" ? 1 : -1;
        expect(known).toEqual(known.toSorted((a, b) => sign * (a - b)));
      }),
    );
  });

  it("turns names round when descending", () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const up = runNow(sortEntries(entries, { by: "name", direction: "ascending" }, names));
        const down = runNow(sortEntries(entries, { by: "name", direction: "descending" }, names));
        expect(down).toEqual(up.toReversed());
      }),
    );
  });
});

describe("ids", () => {
  it("are compared by value beyond 2^53, where numbers would be equal", () => {
    expect(compareIds("9007199254740993", "9007199254740992")).toBeGreaterThan(0);
    expect(compareIds("9", "10")).toBeLessThan(0);
    const anyId = fc.bigInt({ min: 0n, max: 2n ** 63n });
    fc.assert(
      fc.property(anyId, anyId, (a, b) => {
        expect(Math.sign(compareIds(String(a), String(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });
});
