import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { findIds, idsIn, noKnownIds, readLimit } from "../../../../src/catalog/ids/idMatcher.ts";
import { runNow } from "../../../../src/shared/steps.ts";

const id = "361721749176519";
const largeId = "9223372036854775807";

function idsOf(text: string, known = noKnownIds): readonly string[] {
  return [...idsIn(text, known)].map(({ start, end }) => text.slice(start, end));
}

describe("ids in text", () => {
  it.each([
    `{"file_id": ${id}, "bytes": 0}`,
    `{"file":{"file_id":"${id}"}}`,
    String.raw`body: {\"file_id\":\"${id}\"}`,
    `{"file_id":${largeId}}`.replace(largeId, id),
    `https://api.minimax.io/v1/files/retrieve?file_id=${id}&GroupId=1`,
    `redirect=%3Ffile_id%3D${id}%26x`,
    `file_id = ${id}`,
    `file_id=${id}.`,
    `  fileId: '${id}',`,
    `const outputFileId: bigint = 1n; const video_file_id = "${id}";`,
    `answer["file_id"] == ${id}`.replace("==", "="),
    `mmx video download --file-id ${id} --out x.mp4`,
    `file_id: ${id} # yaml`,
    `prompt audio mm_file://${id} and more`,
    `File_ID ${id} ready`,
  ])("are found in %s", (text) => {
    expect(idsOf(text)).toEqual([id]);
  });

  it("tell tasks from files", () => {
    const text = `{"task_id":"${id}","status":"Success","file_id":"362088325627994"}`;
    expect([...idsIn(text, noKnownIds)].map(({ kind }) => kind)).toEqual(["task", "file"]);
  });

  it("stay exact beyond 2^53", () => {
    expect(idsOf(`file_id=${largeId}`)).toEqual([largeId]);
    expect(idsOf("file_id=9223372036854775808")).toEqual([]);
  });

  it.each([
    `profile_id: ${id}`,
    `"created": ${id}`,
    `file_id: 3.${id}`,
    `file_id: ${id}.5`,
    `file_id: ${id}e4`,
    `file_id: 0x${id}`,
    `file_id: 12345`,
    `file_id: "", ${id}`,
    `file_idx = ${id}`,
    `fileIdentity=${id}`,
    `mm_file://${id}abc`,
    `multitask_ids: ${id}`,
  ])("are not seen in %s", (text) => {
    expect(idsOf(text)).toEqual([]);
  });

  it("count without a context only where the catalog knows them, and only whole", () => {
    const known = new Set([id]);
    expect(idsOf(`see ${id} and 362088325627994`, known)).toEqual([id]);
    expect(idsOf(`1${id} ${id}0 ${id}.5 x${id}`, known)).toEqual([]);
  });
});

describe("a whole document", () => {
  it("is read with the same result as line by line, wherever the text is cut into slices", () => {
    const line = `"file_id": "${id}"`.padEnd(64);
    const lineCount = 2400;
    for (let shift = 0; shift < line.length; shift += 1) {
      const text = " ".repeat(shift) + line.repeat(lineCount);
      const found = runNow(findIds(text, noKnownIds));
      expect(found).toHaveLength(lineCount);
      expect(found.every(({ start, end }) => text.slice(start, end) === id)).toBe(true);
    }
  });

  it("is read up to the limit, and no further", () => {
    const line = `{"file_id": ${id}}`;
    const text = `${line}${" ".repeat(readLimit)}${line}`;
    expect(runNow(findIds(text, noKnownIds))).toHaveLength(1);
  });
});

/** Ordinary files: real ones of this repository's tools, and the kinds of text in which long numbers are common. */
const corpus: Readonly<Record<string, () => string>> = {
  "package-lock.json": () => readFileSync("package-lock.json", "utf8"),
  "typescript.js": () =>
    readFileSync("node_modules/typescript/lib/typescript.js", "utf8").slice(0, readLimit),
  "VS Code's API": () => readFileSync("node_modules/@types/vscode/index.d.ts", "utf8"),
  "minified JavaScript": () => readFileSync("node_modules/axe-core/axe.min.js", "utf8"),
  "one line of digits": () => "7".repeat(readLimit),
  "a csv of big numbers": () =>
    lines(40_000, (row) => `${361_721_749_176_000 + row},${row * 7919},2026-11-23T09:00:00Z,${row}.${row}`),
  "a log": () =>
    lines(
      40_000,
      (row) => `2026-11-23T09:00:00.${row}Z pid=${row} request_id=${361_721_749_176_000 + row} file=a.ts`,
    ),
  "almost contexts": () =>
    lines(40_000, (row) => `profile_id=${361_721_749_176_000 + row} file_id file_id:"`),
  SQL: () => lines(20_000, (row) => `INSERT INTO files (file_id, user_id) VALUES (${row}, ${1e15 + row});`),
};

describe("a corpus of ordinary files", () => {
  it.each(Object.entries(corpus))("has no id in %s", (name, read) => {
    const text = read();
    const begin = performance.now();
    const found = runNow(findIds(text, noKnownIds));
    const perMegabyte = (performance.now() - begin) / (text.length / 1024 ** 2);
    console.log(`id matcher: ${perMegabyte.toFixed(1)} ms per MB in ${name}`);
    expect(found.map(({ start }) => text.slice(Math.max(0, start - 40), start + 20))).toEqual([]);
  });
});

function lines(count: number, line: (row: number) => string): string {
  return Array.from({ length: count }, (_, row) => line(row)).join("\n");
}
