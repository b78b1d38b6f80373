import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  forget,
  noRememberedFiles,
  noteListed,
  remember,
  rememberedLimit,
  type RememberedFile,
} from "../../../src/catalog/rememberedFile.ts";
import { rememberedFromJson, rememberedToJson } from "../../../src/catalog/rememberedStorage.ts";
import { fileRecord, rememberedFile } from "../../support/catalog.ts";

const anyFile: fc.Arbitrary<RememberedFile> = fc
  .record({
    id: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String),
    filename: fc.string(),
    size: fc.option(fc.nat(), { nil: undefined }),
    source: fc.constantFrom("retrieve", "task", "upload"),
    link: fc.option(fc.record({ expiresAt: fc.option(fc.nat(), { nil: undefined }) }), { nil: undefined }),
    wasListed: fc.boolean(),
  })
  .map(({ id, filename, size, ...parts }) => rememberedFile({ id, filename, size }, parts));

const rememberAll = (files: readonly RememberedFile[]) => files.reduce(remember, noRememberedFiles);

describe("remembering", () => {
  it("keeps a file once, as the newest", () => {
    const files = rememberAll([
      rememberedFile({ id: "1" }),
      rememberedFile({ id: "2" }),
      rememberedFile({ id: "1" }),
    ]);
    expect([...files.keys()]).toEqual(["2", "1"]);
  });

  it("keeps what was known where the news says nothing", () => {
    const known = rememberedFile({ id: "1", size: 5 }, { link: { expiresAt: 9 }, wasListed: true });
    const bare = fileRecord({ id: "1", filename: "", purpose: "", size: undefined, createdAt: undefined });
    const [file] = rememberAll([
      known,
      { ...known, record: bare, link: undefined, wasListed: false },
    ]).values();
    expect(file).toEqual(known);
  });

  it("drops the oldest beyond its limit", () => {
    const files = rememberAll(
      Array.from({ length: rememberedLimit + 3 }, (_, index) => rememberedFile({ id: String(index) })),
    );
    expect(files.size).toBe(rememberedLimit);
    expect([...files.keys()][0]).toBe("3");
  });

  it("stores no link, wherever the platform may have put one", () => {
    const extra = {
      cover_url: "https://cdn.example/a?Signature=secret",
      // The platform's links may lack a scheme (api.md 2).
      poster_url: "bucket.example/a?Expires=1763571243&Signature=secret",
      nested: { url: "https://cdn.example/a?Signature=secret" },
      status: "ready",
      count: 3,
    };
    const files = rememberAll([rememberedFile({ extra })]);
    expect(JSON.stringify(rememberedToJson(files))).not.toContain("Signature");
    expect([...files.values()][0]?.record.extra).toEqual({ status: "ready", count: 3 });
  });

  it("forgets on request, and is the same object where there was nothing to forget", () => {
    const files = rememberAll([rememberedFile({ id: "1" }), rememberedFile({ id: "2" })]);
    expect([...forget(files, ["1", "9"]).keys()]).toEqual(["2"]);
    expect(forget(files, ["9"])).toBe(files);
  });

  it("notes that a listing showed a file, once", () => {
    const files = rememberAll([rememberedFile({ id: "1" })]);
    const noted = noteListed(files, ["1", "5"]);
    expect(noted.get("1")?.wasListed).toBe(true);
    expect(noteListed(noted, ["1", "5"])).toBe(noted);
  });
});

describe("stored remembered files", () => {
  it("come back as they were, through JSON", () => {
    fc.assert(
      fc.property(fc.array(anyFile), (files) => {
        const remembered = rememberAll(files);
        const stored: unknown = JSON.parse(JSON.stringify(rememberedToJson(remembered)));
        expect([...rememberedFromJson(stored)]).toEqual([...remembered]);
      }),
    );
  });

  it("are read without a throw, whatever is stored", () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (value) => {
        expect(rememberedFromJson(value).size).toBe(0);
        expect(rememberedFromJson({ version: 1, files: [value] }).size).toBe(0);
      }),
    );
  });

  it("lose only the items that are not understood", () => {
    const good = rememberedToJson(rememberAll([rememberedFile({ id: "1" })])) as { files: object[] };
    const files = [null, { ...good.files[0], id: 7 }, { ...good.files[0], source: "dream" }, good.files[0]];
    expect([...rememberedFromJson({ version: 1, files }).keys()]).toEqual(["1"]);
  });

  it("of a later version are left alone", () => {
    const stored = rememberedToJson(rememberAll([rememberedFile()])) as object;
    expect(rememberedFromJson({ ...stored, version: 2 }).size).toBe(0);
  });
});
