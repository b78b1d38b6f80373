import { expect, test } from "vitest";
import type { FileRecord } from "../../../../src/platform/fileRecord.ts";
import { checkAccount, lookalikes } from "../../../../src/transfer/upload/listed.ts";

const upload = { filename: "a.mp3", purpose: "voice_clone", size: 1000 };

function record(id: string, changes: Partial<FileRecord> = {}): FileRecord {
  return { id, ...upload, createdAt: 1, extra: {}, ...changes };
}

test("a lookalike has the same name, size and purpose", () => {
  const files = [
    record("1"),
    record("2", { filename: "b.mp3" }),
    record("3", { size: 1001 }),
    record("4", { size: undefined }),
    record("5", { purpose: "prompt_audio" }),
  ];
  expect(lookalikes(files, upload).map(({ id }) => id)).toEqual(["1"]);
});

test("a name is known again after the server has normalised it or left it escaped", () => {
  const filename = 'Cafe\u0301 "live".mp3';
  const files = [
    record("1", { filename: 'Caf\u00e9 "live".mp3' }),
    record("2", { filename: "Cafe\u0301 %22live%22.mp3" }),
  ];
  expect(lookalikes(files, { ...upload, filename })).toHaveLength(2);
});

test("the account may be filled to the last byte and no further", () => {
  const limit = 100 * 1024 ** 3;
  const others = [
    record("1", { filename: "x", size: limit - 1500 }),
    record("2", { filename: "y", size: 500 }),
  ];
  expect(checkAccount(others, upload)).toEqual([]);
  expect(checkAccount(others, { ...upload, size: 1001 })).toEqual([
    { severity: "error", kind: "quotaExceeded", used: limit - 1000, size: 1001, limit },
  ]);
});

test("files of unknown size count as nothing", () => {
  expect(checkAccount([record("1", { filename: "x", size: undefined })], upload)).toEqual([]);
});

test("the same file on the platform is a warning that names it", () => {
  expect(checkAccount([record("1"), record("2")], upload)).toEqual([
    { severity: "warning", kind: "alreadyThere", ids: ["1", "2"] },
  ]);
});
