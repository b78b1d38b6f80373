import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isFileId, parseFileId } from "../../../src/platform/fileId.ts";
import { anyText } from "../../support/anyText.ts";

describe("parseFileId", () => {
  test.each([
    ["361721749176519", "361721749176519"],
    ["  361721749176519\n", "361721749176519"],
    ['"361721749176519",', "361721749176519"],
    ["'361721749176519'", "361721749176519"],
    ["`361721749176519`;", "361721749176519"],
    ["“361721749176519”", "361721749176519"],
    ["(361721749176519).", "361721749176519"],
    ["３６１７２１", "361721"],
    ["\uFEFF361721\u200B", "361721"],
    ["000361721", "361721"],
    ["9223372036854775807", "9223372036854775807"],
    ["mm_file://361721749176519", "361721749176519"],
    ["video: mm_file://361721749176519 please", "361721749176519"],
    ["https://api.minimax.io/v1/files/retrieve?file_id=361721749176519", "361721749176519"],
    ["https://api.cometapi.com/v1/files/retrieve?model=m&file_id=361721749176519&x=1", "361721749176519"],
    ["https://a.example/?u=%3Ffile_id%3D361721749176519", "361721749176519"],
    ['{"file_id":361721749176519}', "361721749176519"],
    ['{"file_id": "361721749176519", "bytes": 12345678901234}', "361721749176519"],
    [String.raw`{\"file_id\":\"361721749176519\"}`, "361721749176519"],
    ["file_id = 361721749176519", "361721749176519"],
    ["file_id: '361721749176519'", "361721749176519"],
    ["fileId: 361721749176519", "361721749176519"],
    ['{"file_id":7,"other":{"file_id":"7"}}', "7"],
  ])("%j is %s", (text, id) => {
    expect(parseFileId(text)).toEqual({ id });
  });

  test.each([
    ["", "empty"],
    [" \n\t", "empty"],
    ["abc", "noId"],
    ["12ab", "noId"],
    ["-5", "noId"],
    ["1.5", "noId"],
    ["361 721", "noId"],
    ['{"task_id":361721749176519}', "noId"],
    ["https://a.example/361721749176519", "noId"],
    ['{"file_id":""}', "noId"],
    ['[{"file_id":1},{"file_id":2}]', "several"],
    ["0", "outOfRange"],
    ["9223372036854775808", "outOfRange"],
    ["1".repeat(400), "outOfRange"],
  ])("%j is refused: %s", (text, problem) => {
    expect(parseFileId(text)).toEqual({ problem });
  });

  test("gives back every id of the platform exactly, in each form that users paste", () => {
    const forms = [
      (id: string) => id,
      (id: string) => ` "${id}",`,
      (id: string) => `mm_file://${id}`,
      (id: string) => `{"file_id":${id}}`,
      (id: string) => `https://a.example/v1/files/retrieve?purpose=x&file_id=${id}`,
    ];
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), fc.constantFrom(...forms), (id, form) => {
        expect(parseFileId(form(String(id)))).toEqual({ id: String(id) });
      }),
    );
  });

  test("gives a valid id or a named problem for any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parseFileId(text);
        expect("id" in parsed ? isFileId(parsed.id) : parsed.problem).toBeTruthy();
      }),
    );
  });

  test.each(["file_id", '"', " ", "1", "mm_file://", "file_id: ", "\\"])(
    "ends on 64 KiB of %j, where a backtracking pattern would not",
    (piece) => {
      expect(parseFileId(`${piece.repeat(70_000)}x`)).toHaveProperty("problem");
    },
  );
});
