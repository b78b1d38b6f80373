import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import * as fs from "node:fs/promises";
import { join } from "node:path";
import { packTar, type TarHeader } from "modern-tar";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EntryNames } from "../../../../src/transfer/archive/entryNames.ts";
import { extractTar, listTar, readTarEntry } from "../../../../src/transfer/archive/tarArchive.ts";
import { makeTempFolder, type TempFolder } from "../../../support/folders.ts";

vi.mock("node:fs/promises", { spy: true });

let folder: TempFolder;
const { signal } = new AbortController();

beforeEach(() => {
  folder = makeTempFolder("tar");
});

afterEach(() => {
  folder.remove();
});

type Entry = Partial<TarHeader> & { readonly name: string; readonly content?: string };

/** Writes a tar with these entries. @returns its path */
async function tarOf(...entries: readonly Entry[]): Promise<string> {
  const tar = await packTar(
    entries.map(({ content = "", ...header }) => ({
      header: { ...header, size: Buffer.byteLength(content) },
      body: content,
    })),
  );
  const path = join(folder.path, "a.tar");
  writeFileSync(path, tar);
  return path;
}

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();
}

describe("an archive", () => {
  it.each(["v7", "ustar", "gnu", "pax"])(
    "is read as tar itself writes it, in the format %s",
    async (format) => {
      const place = format === "v7" ? "short" : "a folder with a long name/".repeat(8);
      const source = join(folder.path, "source");
      mkdirSync(join(source, place), { recursive: true });
      writeFileSync(join(source, place, "sound.mp3"), "first");
      writeFileSync(join(source, "示例.txt"), "第一章".repeat(1000));
      const path = join(folder.path, "a.tar");
      execFileSync("tar", [`--format=${format}`, "-C", source, "-cf", path, place, "示例.txt"]);
      const entries = await listTar(path, signal);
      const contents = await Promise.all(entries.map((entry) => readTarEntry(path, entry, signal)));
      expect(entries.map(({ segments }) => segments)).toEqual([
        [...place.split("/").filter((segment) => segment !== ""), "sound.mp3"],
        ["示例.txt"],
      ]);
      expect(contents.map((content) => Buffer.from(content).toString())).toEqual([
        "first",
        "第一章".repeat(1000),
      ]);
    },
  );

  it("is read entry by entry at the right place", async () => {
    const long = "x".repeat(200);
    const path = await tarOf(
      { name: "1/one.txt", content: "first" },
      { name: `${long}/two.txt`, content: "second".repeat(1000) },
      { name: "empty" },
      { name: "示例.txt", content: "第一章" },
    );
    const entries = await listTar(path, signal);
    const contents = await Promise.all(entries.map((entry) => readTarEntry(path, entry, signal)));
    expect(contents.map((content) => Buffer.from(content).toString())).toEqual([
      "first",
      "second".repeat(1000),
      "",
      "第一章",
    ]);
  });

  it("lists files alone: nothing is made of links, folders and devices", async () => {
    const path = await tarOf(
      { name: "folder/", type: "directory" },
      { name: "link", type: "symlink", linkname: "/etc/passwd" },
      { name: "hard", type: "link", linkname: "/etc/passwd" },
      { name: "pipe", type: "fifo" },
      { name: "file.txt", content: "x" },
    );
    expect((await listTar(path, signal)).map(({ segments }) => segments)).toEqual([["file.txt"]]);
  });

  it("is extracted inside the new folder, whatever its names say", async () => {
    const path = await tarOf(
      { name: "../../escaped.txt", content: "1" },
      { name: "/absolute.txt", content: "2" },
      { name: "nested/deep/x.txt", content: "3" },
      { name: "nested/deep/x.txt", content: "4" },
    );
    const target = join(folder.path, "out");
    expect(await extractTar(path, target, signal)).toHaveLength(4);
    expect(filesIn(target)).toEqual([
      "absolute.txt",
      "escaped.txt",
      "nested/deep/x (4).txt",
      "nested/deep/x.txt",
    ]);
    expect(readFileSync(join(target, "nested/deep/x.txt"), "utf8")).toBe("3");
    expect(filesIn(folder.path).filter((file) => !file.startsWith("out/"))).toEqual(["a.tar"]);
  });

  it("is never extracted over what exists", async () => {
    const path = await tarOf({ name: "x.txt", content: "1" });
    await expect(extractTar(path, folder.path, signal)).rejects.toThrow(/EEXIST/);
    expect(readdirSync(folder.path)).toEqual(["a.tar"]);
  });

  it("with a file and a folder of one name is extracted whole", async () => {
    const path = await tarOf({ name: "x", content: "a file" }, { name: "x/y", content: "in a folder" });
    const target = join(folder.path, "out");
    await extractTar(path, target, signal);
    expect(filesIn(target)).toEqual(["x", "x (2)/y"]);
  });

  it("leaves nothing when extracting it fails", async () => {
    const tooDeep = Array.from({ length: 16 }, () => "x".repeat(240)).join("/");
    const path = await tarOf({ name: "fits", content: "1" }, { name: tooDeep, content: "2" });
    const parent = join(folder.path, "d".repeat(240));
    mkdirSync(parent);
    const target = join(parent, "out");
    await expect(extractTar(path, target, signal)).rejects.toMatchObject({ code: "ENAMETOOLONG" });
    expect(existsSync(target)).toBe(false);
  });

  it.each([0, 1, 512, 1000, 1024, 10_240])("may end with %d empty bytes", async (length) => {
    const whole = readFileSync(await tarOf({ name: "x.txt", content: "x".repeat(512) }));
    const path = join(folder.path, "end.tar");
    writeFileSync(path, Buffer.concat([whole.subarray(0, 1024), Buffer.alloc(length)]));
    const [entry] = await listTar(path, signal);
    expect(Buffer.from(await readTarEntry(path, entry!, signal)).toString()).toBe("x".repeat(512));
  });

  it.each([1, 100, 511, 512, 513, 1024, 1500])("that lacks its last %d bytes is damaged", async (missing) => {
    const whole = readFileSync(await tarOf({ name: "x.txt", content: "\0".repeat(2048) }));
    const path = join(folder.path, "cut.tar");
    writeFileSync(path, whole.subarray(0, 512 + 2048 - missing));
    await expect(listTar(path, signal)).rejects.toMatchObject({ reason: "damaged" });
  });

  it("that is cut off or none at all is called damaged", async () => {
    const path = await tarOf({ name: "x.txt", content: "x".repeat(5000) });
    writeFileSync(path, readFileSync(path).subarray(0, 2000));
    await expect(listTar(path, signal)).rejects.toMatchObject({ reason: "damaged" });
    writeFileSync(path, Buffer.alloc(2000, "not a tar "));
    await expect(listTar(path, signal)).rejects.toMatchObject({ reason: "damaged" });
  });

  it("that is cut off after it was listed gives no content in place of what is missing", async () => {
    const path = await tarOf({ name: "x.txt", content: "x".repeat(5000) });
    const [entry] = await listTar(path, signal);
    for (const left of [512 + 4999, 512 + 4608, 2000]) {
      truncateSync(path, left);
      await expect(readTarEntry(path, entry!, signal)).rejects.toMatchObject({ reason: "damaged" });
    }
  });

  it("is listed to 10,000 files, and refused with one more", async () => {
    const header = readFileSync(await tarOf({ name: "x" })).subarray(0, 512);
    const path = join(folder.path, "many.tar");
    const listed = (files: number): Promise<readonly unknown[]> => {
      writeFileSync(path, Buffer.concat([...Array<Buffer>(files).fill(header), Buffer.alloc(1024)]));
      return listTar(path, signal);
    };
    expect(await listed(10_000)).toHaveLength(10_000);
    await expect(listed(10_001)).rejects.toMatchObject({ reason: "tooManyEntries" });
  });

  it("of many files lets others run while it is listed", async () => {
    const header = readFileSync(await tarOf({ name: "x" })).subarray(0, 512);
    const path = join(folder.path, "many.tar");
    writeFileSync(path, Buffer.concat([...Array<Buffer>(8000).fill(header), Buffer.alloc(1024)]));
    using next = vi.spyOn(EntryNames.prototype, "next");
    let most = 0;
    let isListed = false;
    const watch = (): void => {
      most = Math.max(most, next.mock.calls.length);
      next.mockClear();
      if (!isListed) {
        setImmediate(watch);
      }
    };
    watch();
    await listTar(path, signal);
    isListed = true;
    expect(most).toBeLessThan(500);
  });

  it("is extracted with the files that have nothing in them", async () => {
    const target = join(folder.path, "out");
    await extractTar(await tarOf({ name: "empty.txt" }, { name: "x.txt", content: "x" }), target, signal);
    expect(filesIn(target).map((name) => [name, readFileSync(join(target, name), "utf8")])).toEqual([
      ["empty.txt", ""],
      ["x.txt", "x"],
    ]);
  });

  it("is not begun where there is no room for all of it", async () => {
    const path = await tarOf({ name: "1.txt", content: "12345" }, { name: "2.txt", content: "67890" });
    const target = join(folder.path, "out");
    const disk = { blocks: 100, bavail: 9, bsize: 1 } as Awaited<ReturnType<typeof fs.statfs>>;
    vi.mocked(fs.statfs).mockResolvedValueOnce(disk);
    const shortage = { needed: 10, available: 9 };
    await expect(extractTar(path, target, signal)).rejects.toMatchObject({ reason: "noSpace", ...shortage });
    expect(existsSync(target)).toBe(false);
  });

  it("stops with the signal's reason", async () => {
    const path = await tarOf({ name: "x.txt", content: "x" });
    await expect(listTar(path, AbortSignal.abort(new Error("stop")))).rejects.toThrow("stop");
  });
});
