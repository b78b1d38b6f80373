import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeFile, decodeFileId, decodeFiles, ShapeError } from "../../../src/platform/decode.ts";
import { parseExactJson } from "../../../src/shared/exactJson.ts";
import { isJsonObject, type JsonObject } from "../../../src/shared/jsonValue.ts";

function body(text: string): JsonObject {
  const value = parseExactJson(text);
  if (!isJsonObject(value)) {
    throw new Error("The test's body is no object");
  }
  return value;
}

/** An answer that somebody captured (api.md 2). */
const captured = body(
  '{"file_id":335811572470048,"bytes":0,"created_at":1763538787,"filename":"output_aigc.mp4","purpose":"video_generation","download_url":"https://bucket.oss-cn-wulanchabu.aliyuncs.com/a%2Fb.mp4?Expires=1763571243&OSSAccessKeyId=ID&Signature=9lng%2B0%3D"}',
);

describe("decodeFile", () => {
  test("reads a captured FileObject, with size 0 as unknown and without its link", () => {
    expect(decodeFile(captured)).toEqual({
      id: "335811572470048",
      filename: "output_aigc.mp4",
      purpose: "video_generation",
      size: undefined,
      createdAt: 1763538787,
      extra: {},
    });
  });

  test.each([
    ['{"file_id":9223372036854775807}', "9223372036854775807"],
    ['{"file_id":"9223372036854775807"}', "9223372036854775807"],
    ['{"file_id":9007199254740993}', "9007199254740993"],
    ['{"file_id":"362088325627994"}', "362088325627994"],
    ['{"file_id":1}', "1"],
  ])("keeps the id of %s exactly", (text, id) => {
    expect(decodeFile(body(text)).id).toBe(id);
  });

  test("keeps unknown fields and unknown purposes", () => {
    const file = decodeFile(
      body(
        '{"file_id":1,"purpose":"new_purpose","status":"ok","ref":9223372036854775807,"nested":{"a":[1]}}',
      ),
    );
    expect(file.purpose).toBe("new_purpose");
    expect(file.extra).toEqual({ status: "ok", ref: "9223372036854775807", nested: { a: [1] } });
  });

  test("keeps fields that have the names of an object's own machinery, as data", () => {
    const text =
      '{"file_id":1,"__proto__":{"polluted":1},"constructor":"c","toString":"t","hasOwnProperty":0}';
    const { extra } = decodeFile(body(text));
    expect(Object.keys(extra).sort()).toEqual(["__proto__", "constructor", "hasOwnProperty", "toString"]);
    expect(Object.getPrototypeOf(extra)).toBeNull();
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("takes a missing or senseless field for unknown, and keeps what was said", () => {
    const file = decodeFile(
      body('{"file_id":1,"bytes":-5,"created_at":"yesterday","filename":7,"purpose":null}'),
    );
    expect(file).toMatchObject({ filename: "", purpose: "", size: undefined, createdAt: undefined });
    expect(file.extra).toEqual({ bytes: -5, created_at: "yesterday", filename: 7, purpose: null });
  });

  test("reads sizes and times that are written as strings, or are longer than 15 digits", () => {
    const file = decodeFile(body('{"file_id":1,"bytes":1000000000000000,"created_at":"1763538787"}'));
    expect(file).toMatchObject({ size: 1_000_000_000_000_000, createdAt: 1763538787 });
  });

  test.each([
    "null",
    "[]",
    '"text"',
    "{}",
    '{"file_id":""}',
    '{"file_id":0}',
    '{"file_id":-1}',
    '{"file_id":1.5}',
    // A gateway that has put the id through a float: whatever digits it had are gone.
    '{"file_id":3.6208832562799411e+17}',
    '{"file_id":"file-abc"}',
    '{"file_id":9223372036854775808}',
    '{"file_id":null}',
    '{"file_id":{}}',
  ])("refuses %s", (text) => {
    expect(() => decodeFile(parseExactJson(text))).toThrow(ShapeError);
  });

  test("never loses a field, and throws nothing but a ShapeError, whatever comes", () => {
    const known = [
      "file_id",
      "filename",
      "purpose",
      "bytes",
      "created_at",
      "download_url",
      "backup_download_url",
    ];
    const file = fc.dictionary(fc.oneof(fc.constantFrom(...known), fc.string()), fc.jsonValue());
    fc.assert(
      fc.property(file, (fields) => {
        const source = body(JSON.stringify({ ...fields, file_id: 7 }));
        const { extra } = decodeFile(source);
        const lost = Object.keys(source).filter((name) => !known.includes(name) && !(name in extra));
        expect(lost).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          decodeFile(parseExactJson(JSON.stringify(value)));
        } catch (error) {
          expect(error).toBeInstanceOf(ShapeError);
        }
      }),
    );
  });
});

describe("decodeFiles", () => {
  test("reads a captured list", () => {
    const text =
      '{"files":[{"file_id":297990555456011,"bytes":5896337,"created_at":1699964873,"filename":"297990555456011.tar","purpose":"t2a_async_input"}],"base_resp":{"status_code":0,"status_msg":"success"}}';
    expect(decodeFiles(body(text))).toMatchObject([{ id: "297990555456011", size: 5896337 }]);
  });

  test.each(['{"files":[]}', '{"files":null}', '{"base_resp":{"status_code":0}}'])(
    "%s is an empty list",
    (text) => {
      expect(decodeFiles(body(text))).toEqual([]);
    },
  );

  test.each(["{}", '{"data":[]}', '{"files":{}}', '{"files":"none"}', '{"files":[1]}', '{"files":[{}]}'])(
    "%s is no list of files",
    (text) => {
      expect(() => decodeFiles(body(text))).toThrow(ShapeError);
    },
  );
});

test("an id that is not there yet is undefined", () => {
  expect(["", "0", 0, null, undefined].map(decodeFileId)).toEqual(Array(5).fill(undefined));
});
