import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { path7za } from "7zip-bin";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeTempFolder, type TempFolder } from "../../support/folders.ts";
import { recompress } from "../../support/recompress.ts";
import { runQuietly } from "../../support/run.ts";

let folder: TempFolder;

beforeEach(() => {
  folder = makeTempFolder("recompress-test");
});

afterEach(() => {
  folder.remove();
});

it("a recompressed archive is smaller and holds the same files, byte by byte", async () => {
  const archive = join(folder.path, "a.zip");
  const source = join(folder.path, "source");
  const contents: Readonly<Record<string, string>> = {
    "[Content_Types].xml": "<Types/>",
    "extension/dist/app.cjs": "const a = 1;\n".repeat(1000),
    "extension/package.nls.zh-cn.json": "文件".repeat(100),
  };
  mkdirSync(join(source, "extension/dist"), { recursive: true });
  for (const [name, content] of Object.entries(contents)) {
    writeFileSync(join(source, name), content);
  }
  await runQuietly(path7za, ["a", "-tzip", "-mx=0", archive, "."], { cwd: source });
  const before = statSync(archive).size;

  await recompress(archive);

  expect(statSync(archive).size).toBeLessThan(before / 2);
  const target = join(folder.path, "target");
  await runQuietly(path7za, ["x", archive, `-o${target}`]);
  const files = readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const unpacked = files.map((file) => [file.slice(target.length + 1), readFileSync(file, "utf8")]);
  expect(Object.fromEntries(unpacked)).toEqual(contents);
});
