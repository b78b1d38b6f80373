import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine } from "../../../src/catalog/csv.ts";
import { writeInventory } from "../../../src/catalog/inventory.ts";
import { catalogOf, fileRecord, noon, rememberedFile } from "../../support/catalog.ts";

/** Reads one line of CSV as RFC 4180 says. */
function readCsv(line: string): string[] {
  const fields = line.replace(/\r\n$/, "").matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g);
  return [...fields].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}

const catalog = catalogOf(
  [fileRecord({ id: "9007199254740993", filename: 'a "b",c.mp4', createdAt: noon / 1000 })],
  {
    remembered: [
      rememberedFile(
        { id: "2", filename: "", size: undefined, createdAt: undefined, extra: { status: "ready" } },
        { link: { expiresAt: 5 } },
      ),
    ],
  },
);

describe("CSV", () => {
  it("gives every field back, quotes and line breaks included", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom("a", '"', ",", "\r", "\n", "ü") }), { minLength: 1 }),
        (fields) => {
          const harmless = fields.map((field) => `x${field}`);
          expect(readCsv(csvLine(harmless))).toEqual(harmless);
        },
      ),
    );
  });

  it("never begins a field as a formula", () => {
    for (const start of ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]) {
      expect(readCsv(csvLine([`${start}cmd|' /C calc'!A0`]))[0]).toMatch(/^'/);
    }
    expect(csvLine([-5, true, undefined, "a-b"])).toBe("-5,true,,a-b\r\n");
  });
});

describe("the inventory", () => {
  it("is written as CSV with exact ids", () => {
    expect([...writeInventory(catalog.values(), "csv")]).toEqual([
      "file_id,filename,purpose,bytes,created_at,created,type,origin,missing,link_expires_at\r\n",
      '9007199254740993,"a ""b"",c.mp4",voice_clone,1000,1795435200,2026-11-23T12:00:00.000Z,video,listed,false,\r\n',
      "2,,voice_clone,,,,other,remembered,false,5\r\n",
    ]);
  });

  it("is written as JSON and as JSON Lines that hold the same", () => {
    const json = JSON.parse([...writeInventory(catalog.values(), "json")].join("")) as object[];
    const lines = [...writeInventory(catalog.values(), "jsonl")].map((line): unknown => JSON.parse(line));
    expect(json).toEqual(lines);
    expect(json[0]).toMatchObject({ file_id: "9007199254740993", bytes: 1000 });
    expect(json[1]).toMatchObject({ file_id: "2", bytes: null, created: null, extra: { status: "ready" } });
  });

  it("holds no field that may be a link, as nothing does that is kept or handed on", () => {
    const extra = {
      status: "ready",
      preview: "https://cdn.example/a.jpg?Signature=s",
      nested: { url: "//x" },
    };
    const signed = catalogOf([fileRecord({ extra })]);
    for (const format of ["json", "jsonl"] as const) {
      const text = [...writeInventory(signed.values(), format)].join("");
      expect(text).toContain('"extra":{"status":"ready"}');
    }
  });

  it("is whole and valid for no files, and for times beyond the calendar", () => {
    expect([...writeInventory([], "json")].join("")).toBe("[]\n");
    expect([...writeInventory([], "jsonl")]).toEqual([]);
    const late = catalogOf([fileRecord({ createdAt: Number.MAX_SAFE_INTEGER })]);
    expect([...writeInventory(late.values(), "jsonl")][0]).toContain('"created":null');
  });
});
