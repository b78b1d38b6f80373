import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entryFacts } from "../../../src/catalog/entryFacts.ts";
import { nextChange } from "../../../src/catalog/merge.ts";
import { catalogOf, fileRecord, noon, rememberedFile } from "../../support/catalog.ts";

const now = noon / 1000;
const day = 86_400;
const one = { id: "1" };

const anyRecords = fc.uniqueArray(
  fc
    .record({ id: fc.nat(30).map(String), size: fc.option(fc.nat(), { nil: undefined }) })
    .map((parts) => fileRecord(parts)),
  { selector: ({ id }) => id },
);

describe("the catalog", () => {
  it("holds every listed and every remembered file once", () => {
    fc.assert(
      fc.property(anyRecords, anyRecords, (listed, known) => {
        const catalog = catalogOf(listed, { remembered: known.map((record) => rememberedFile(record)) });
        const ids = new Set([...listed, ...known].map(({ id }) => id));
        expect(new Set(catalog.keys())).toEqual(ids);
        for (const [id, entry] of catalog) {
          const isListed = listed.some((record) => record.id === id);
          const isKnown = known.some((record) => record.id === id);
          expect(entry.origin).toBe(isListed ? (isKnown ? "both" : "listed") : "remembered");
        }
      }),
    );
  });

  it("keeps the same entry objects while they say the same", () => {
    fc.assert(
      fc.property(anyRecords, anyRecords, (listed, known) => {
        const remembered = known.map((record) => rememberedFile(record, { link: { expiresAt: now + 60 } }));
        const before = catalogOf(listed, { remembered });
        const after = catalogOf(structuredClone(listed), {
          remembered: structuredClone(remembered),
          previous: before,
        });
        expect([...after.values()].every((entry) => entry === before.get(entry.id))).toBe(true);
      }),
    );
  });

  it("makes a new entry when anything of a record changes, unknown fields included", () => {
    const before = catalogOf([fileRecord({ extra: { status: { deep: [1] } } })]);
    for (const parts of [
      { filename: "b.mp3" },
      { size: undefined },
      { createdAt: 1 },
      { extra: { status: { deep: [2] } } },
      { extra: {} },
    ]) {
      const after = catalogOf([fileRecord({ extra: { status: { deep: [1] } }, ...parts })], {
        previous: before,
      });
      expect([...after.values()]).not.toEqual([...before.values()]);
    }
  });

  it("fills what a listing leaves open from memory", () => {
    const catalog = catalogOf([fileRecord({ ...one, size: undefined })], {
      remembered: [rememberedFile({ ...one, size: 77 })],
    });
    expect(catalog.get("1")?.record.size).toBe(77);
    expect(catalog.get("1")?.listed?.size).toBeUndefined();
  });

  it("keeps the first of two listed files with one id", () => {
    const catalog = catalogOf([fileRecord({ ...one, filename: "a" }), fileRecord({ ...one, filename: "b" })]);
    expect([...catalog.values()].map(({ record }) => record.filename)).toEqual(["a"]);
  });
});

describe("links", () => {
  it("are known to live, to have expired, or to say nothing, from their end alone", () => {
    const linkOf = (link: { expiresAt: number | undefined } | undefined) =>
      catalogOf([], { remembered: [rememberedFile(one, { link })] }).get("1")?.link;
    expect(linkOf(undefined)).toEqual({ kind: "none" });
    expect(linkOf({ expiresAt: undefined })).toEqual({ kind: "lifetimeUnknown" });
    expect(linkOf({ expiresAt: now + 1 })).toEqual({ kind: "live", expiresAt: now + 1 });
    expect(linkOf({ expiresAt: now })).toEqual({ kind: "expired", expiresAt: now });
  });
});

describe("the passage of time", () => {
  it("alone makes a new entry when a link expires, and leaves the others", () => {
    const records = [fileRecord(one), fileRecord({ id: "2" })];
    const remembered = [rememberedFile(one, { link: { expiresAt: now + 10 } })];
    const before = catalogOf(records, { remembered });
    const after = catalogOf(records, { remembered, previous: before, input: { now: noon + 10_000 } });
    expect(after.get("1")?.link.kind).toBe("expired");
    expect(after.get("2")).toBe(before.get("2"));
  });
});

describe("files with a limited life", () => {
  const retentionOf = (age: number, purpose = "video_understanding") =>
    catalogOf([fileRecord({ ...one, purpose, createdAt: now - age })]).get("1")?.retention.kind;

  it("are nearing their end in their last day, and are over after seven", () => {
    expect(retentionOf(day)).toBe("limited");
    expect(retentionOf(6 * day - 1)).toBe("limited");
    expect(retentionOf(6 * day)).toBe("endingSoon");
    expect(retentionOf(7 * day)).toBe("over");
    expect(retentionOf(99 * day, "voice_clone")).toBe("unlimited");
    expect(retentionOf(99 * day, "never_heard_of")).toBe("unlimited");
  });

  it("change by themselves at a moment that is known beforehand", () => {
    const catalog = catalogOf([fileRecord({ ...one, purpose: "video_understanding", createdAt: now })], {
      remembered: [rememberedFile({ id: "2" }, { link: { expiresAt: now + 600 } })],
    });
    expect(nextChange(catalog)).toBe((now + 600) * 1000);
    expect(nextChange(catalogOf([fileRecord({ purpose: "video_understanding", createdAt: now })]))).toBe(
      (now + 6 * day) * 1000,
    );
    expect(nextChange(catalogOf([fileRecord()]))).toBeUndefined();
  });
});

describe("a missing file", () => {
  const missing = (file: Parameters<typeof rememberedFile>, input = {}) =>
    catalogOf([], { remembered: [rememberedFile(...file)], input }).get(file[0]?.id ?? "")?.missing;

  it("was listed once, and a later listing that should show it does not", () => {
    expect(missing([one, { wasListed: true }])).toBe(true);
    expect(missing([one, { source: "upload" }])).toBe(true);
    expect(missing([{ ...one, purpose: "customer_archive" }, { wasListed: true }])).toBe(true);
  });

  it("is not one that no listing ever showed, or has to show", () => {
    expect(missing([one, { source: "retrieve" }])).toBe(false);
    expect(missing([{ ...one, purpose: "customer_archive" }, { source: "upload" }])).toBe(false);
    expect(missing([one, { wasListed: true }], { listing: undefined })).toBe(false);
  });

  it("is not one of a purpose that was not asked for, or confirmed since the listing", () => {
    const listing = { files: [], askedAt: noon, purposes: new Set(["prompt_audio"]) };
    expect(missing([one, { wasListed: true }], { listing })).toBe(false);
    expect(missing([one, { wasListed: true, rememberedAt: noon + 1 }])).toBe(false);
  });
});

describe("the facts of a row", () => {
  it("come the most pressing first", () => {
    const catalog = catalogOf([], {
      remembered: [
        rememberedFile(
          { ...one, purpose: "video_generation_input", createdAt: now - 8 * day },
          { wasListed: true, link: { expiresAt: now - 5 } },
        ),
        rememberedFile({ id: "2", purpose: "video_generation" }, { source: "task" }),
      ],
      input: { newSince: noon - 2 * 3_600_000 },
    });
    expect(entryFacts(catalog.get("1")!)).toEqual([
      { kind: "missing" },
      { kind: "lifeOver", at: now - day },
      { kind: "linkExpired", at: now - 5 },
    ]);
    expect(entryFacts(catalog.get("2")!)).toEqual([
      { kind: "rememberedOnly", source: "task" },
      { kind: "new" },
    ]);
  });
});
