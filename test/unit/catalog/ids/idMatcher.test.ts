import { extname } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findIds, idsIn, noKnownIds, readLimit } from "../../../../src/catalog/ids/idMatcher.ts";
import { isFileId } from "../../../../src/platform/fileId.ts";
import { runNow } from "../../../../src/shared/steps.ts";
import { anyText } from "../../../support/anyText.ts";
import { hardTexts, installedFiles } from "../../../support/ordinaryTexts.ts";

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
    `const outputFileId: string = "${id}";`,
    `file_id: int = ${id}`,
    `const fileId = ${id}n;`,
    `FILE_ID=${id}`,
    `{"videoFileID":"${id}"}`,
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
    `PROFILE_ID=${id}`,
    `ProfileId: "${id}"`,
    `fileId: ${id}px`,
    `the file id of ${id}`,
    `file_id: number | undefined, created = ${id}`,
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

  it("are told once and in their order, whether known or not", () => {
    const known = new Set([id]);
    const text = `${id} file_id=${id} task_id=362088325627994 ${id}`;
    expect(idsIn(text, known).map(({ kind, start }) => [kind, start])).toEqual([
      ["file", 0],
      ["file", 24],
      ["task", 48],
      ["file", 64],
    ]);
  });
});

describe("any text", () => {
  const pieces = fc.constantFrom(
    "file_id",
    "task_id",
    "mm_file://",
    '": "',
    "=",
    id,
    largeId,
    "9",
    "\\",
    "%3D",
    " ",
    "x",
  );
  const text = fc.oneof(
    anyText,
    fc.array(fc.oneof(pieces, anyText)).map((parts) => parts.join("")),
  );

  it("gives whole ids of the platform, in their order and apart, or none", () => {
    fc.assert(
      fc.property(text, (content) => {
        let last = 0;
        for (const { start, end, id: found } of idsIn(content, noKnownIds)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(content.slice(start, end)).toBe(found);
          expect(isFileId(found)).toBe(true);
          last = end;
        }
      }),
    );
  });

  it("hides no id that stands in its context", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(idsOf(`${before}\n"file_id": "${id}"\n${after}`)).toContain(id);
      }),
    );
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

describe("a corpus of ordinary files", () => {
  it.each(Object.entries(hardTexts))("has no id in %s", (_, read) => {
    expect(contextsOf(read())).toEqual([]);
  });

  // `npm run bench:links` reads all that is installed.
  it("has no id in installed packages: code, types, maps, manifests, licences, change logs", () => {
    const files = installedFiles(
      "{undici,axe-core,axios,fast-check,mocha,modern-tar,prettier,@types/vscode}",
    );
    const endings = new Set(files.map(({ path }) => extname(path)));
    for (const ending of [".js", ".mjs", ".cjs", ".ts", ".json", ".md"]) {
      expect(endings).toContain(ending);
    }
    const found = files.flatMap(({ path, text }) => contextsOf(text).map((context) => `${path}: ${context}`));
    expect(found).toEqual([]);
  });
});

/** What was taken for an id, with the text around it. */
function contextsOf(text: string): readonly string[] {
  const found = runNow(findIds(text, noKnownIds));
  return found.map(({ start }) => text.slice(Math.max(0, start - 40), start + 20));
}
