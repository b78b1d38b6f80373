import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { broadKindOf, broadKinds, extensionOf, fileTypeOf } from "../../../src/catalog/fileKind.ts";

describe("file kinds", () => {
  it("come from the last extension, in any case", () => {
    expect(fileTypeOf("output_aigc.MP4")).toEqual({
      kind: "video",
      mimeType: "video/mp4",
      editor: "previewMaySilence",
    });
    expect(fileTypeOf("297990555456011.tar").kind).toBe("archive");
    expect(fileTypeOf("data.tar.jsonl").kind).toBe("json");
  });

  it("are other where the name says nothing", () => {
    for (const name of ["", "README", ".mp4", "name.", "x.constructor", "x.__proto__"]) {
      expect(fileTypeOf(name).kind).toBe("other");
    }
    expect(extensionOf(".mp4")).toBe("");
  });

  it("fall into the broad kinds for any name", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(broadKinds).toContain(broadKindOf(name));
      }),
    );
    expect(broadKindOf("a.json")).toBe("text");
    expect(broadKindOf("a.csv")).toBe("text");
  });
});
