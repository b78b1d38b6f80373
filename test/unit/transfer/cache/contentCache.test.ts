import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import fc from "fast-check";
import { safeLocalName } from "../../../../src/shared/localName.ts";
import { systemClock } from "../../../../src/shared/clock.ts";
import {
  ContentCache,
  type CachedContent,
  type NamedFile,
} from "../../../../src/transfer/cache/contentCache.ts";
import { acquireLock } from "../../../../src/transfer/lock.ts";
import { makeTempFolder, type TempFolder } from "../../../support/folders.ts";

let folder: TempFolder;
let cache: ContentCache;

beforeEach(() => {
  folder = makeTempFolder("cache");
  cache = newSession();
});

afterEach(() => {
  folder.remove();
});

function file(fileId: string, name = `${fileId}.bin`): NamedFile {
  return { connectionId: "c1", fileId, name };
}

/** Puts content into the cache as a finished download leaves it, used `age` seconds ago. */
async function put(named: NamedFile, bytes: number, age = 0): Promise<CachedContent> {
  const path = cache.pathOf(named);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.alloc(bytes));
  const content = { path, size: bytes };
  await cache.seal(content);
  const then = Date.now() / 1000 - age;
  utimesSync(path, then, then);
  utimesSync(`${path}.seal`, then, then);
  return content;
}

/** Another session: nothing is remembered but what is on disk. */
function newSession(): ContentCache {
  return new ContentCache(join(folder.path, "cache"), systemClock);
}

async function kept(...files: readonly NamedFile[]): Promise<boolean[]> {
  const found = await Promise.all(files.map((named) => cache.find(named, undefined)));
  return found.map((content) => content !== undefined);
}

describe("what the cache finds", () => {
  it("is what was put there, under the file's own name", async () => {
    const content = await put(file("1", "clip.mp4"), 3);
    expect(content.path.endsWith("/clip.mp4")).toBe(true);
    expect(await cache.find(file("1", "clip.mp4"), 3)).toEqual(content);
    expect(await cache.find(file("2", "clip.mp4"), 3)).toBeUndefined();
  });

  it("is what was put there, also under the longest name that a file may have", async () => {
    const longest = file("1", safeLocalName("x".repeat(300), "1"));
    const content = await put(longest, 10);
    expect(await newSession().find(longest, 10)).toEqual(content);
  });

  it("is never another connection's, file's or name's, and always inside the cache", () => {
    const part = fc.string();
    fc.assert(
      fc.property(fc.tuple(part, part, part), fc.tuple(part, part, part), (one, other) => {
        const named = ([connectionId, fileId, name]: readonly [string, string, string]): NamedFile => ({
          connectionId,
          fileId,
          name: safeLocalName(name, "file"),
        });
        const [path, otherPath] = [cache.pathOf(named(one)), cache.pathOf(named(other))];
        expect(dirname(dirname(path))).toBe(join(folder.path, "cache"));
        expect(path === otherPath).toBe(JSON.stringify(named(one)) === JSON.stringify(named(other)));
      }),
    );
  });

  it("is no file that was removed, and every other", async () => {
    await put(file("1", "a.mp4"), 3);
    const other = await put(file("2", "a.mp4"), 3);
    await cache.remove([file("1", "a.mp4"), file("3", "never-there.mp4")]);
    expect(existsSync(dirname(cache.pathOf(file("1", "a.mp4"))))).toBe(false);
    expect(await cache.find(file("1", "a.mp4"), 3)).toBeUndefined();
    expect(await cache.find(file("2", "a.mp4"), 3)).toEqual(other);
  });

  it("has the size that the platform tells, else it is of an earlier file", async () => {
    await put(file("1"), 3);
    expect(await cache.find(file("1"), 4)).toBeUndefined();
  });

  it("is nothing that was not sealed: a download that a crash cut off between its two last steps", async () => {
    const path = cache.pathOf(file("1"));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "whole?");
    expect(await cache.find(file("1"), undefined)).toBeUndefined();
    await cache.seal({ path, size: 6 });
    expect(await cache.find(file("1"), undefined)).toEqual({ path, size: 6 });
  });

  it.each([
    [
      "cut short",
      (path: string) => {
        truncateSync(path, 500);
      },
    ],
    [
      "one bit off",
      (path: string) => {
        writeFileSync(path, Buffer.alloc(1000).fill(1, 999));
      },
    ],
    [
      "longer",
      (path: string) => {
        appendFileSync(path, "x");
      },
    ],
  ])("is nothing that was damaged since: %s", async (_how, damage) => {
    const { path } = await put(file("1"), 1000, 60);
    expect(await newSession().find(file("1"), undefined)).toBeDefined();
    damage(path);
    expect(await newSession().find(file("1"), undefined)).toBeUndefined();
    // In a session that has found it whole before, too.
    expect(await cache.find(file("1"), undefined)).toBeUndefined();
  });

  it("is no partial file, no link and no folder", async () => {
    const path = cache.pathOf(file("1"));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.part`, "half");
    expect(await cache.find(file("1"), undefined)).toBeUndefined();
    expect(await cache.find(file("1", "1.bin.part"), undefined)).toBeUndefined();
    symlinkSync("/etc/passwd", path);
    expect(await cache.find(file("1"), undefined)).toBeUndefined();
  });
});

describe("what the cache lets go of", () => {
  it("is what was not used for the longest time, and no more than needed", async () => {
    await put(file("old"), 1000, 300);
    await put(file("older"), 1000, 400);
    await put(file("new"), 1000, 1);
    await cache.trim(2500);
    expect(await kept(file("older"), file("old"), file("new"))).toEqual([false, true, true]);
  });

  it("is not what was just used", async () => {
    const used = await put(file("used"), 1000, 400);
    await put(file("other"), 1000, 300);
    await cache.touch(used);
    await cache.trim(1500);
    expect(await kept(file("used"), file("other"))).toEqual([true, false]);
  });

  it("is never what was just fetched, even where it alone is over the budget", async () => {
    const fetched = await put(file("fetched"), 100, 400);
    await put(file("other"), 10);
    await cache.trim(50, fetched);
    expect(await kept(file("fetched"), file("other"))).toEqual([true, false]);
  });

  it("is not what another window is downloading right now", async () => {
    const path = cache.pathOf(file("1"));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.part`, "half");
    const lock = await acquireLock(`${path}.part.lock`, systemClock);
    await cache.clear();
    expect(existsSync(`${path}.part`)).toBe(true);
    await lock?.release();
    await cache.clear();
    expect(readdirSync(join(folder.path, "cache"))).toEqual([]);
  });

  it("includes a file whose own name is like that of a lock, unless it is being downloaded", async () => {
    const named = file("1", "yarn.part.lock");
    const { path } = await put(named, 10);
    const lock = await acquireLock(`${path}.part.lock`, systemClock);
    await cache.clear();
    expect(await kept(named)).toEqual([true]);
    await lock?.release();
    await cache.clear();
    expect(readdirSync(join(folder.path, "cache"))).toEqual([]);
  });

  it("includes what a crash has left: partial files, and what was being removed", async () => {
    const root = join(folder.path, "cache");
    mkdirSync(join(root, ".trash-1"), { recursive: true });
    writeFileSync(join(root, ".trash-1", "x"), Buffer.alloc(10));
    const path = cache.pathOf(file("1"));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.part`, Buffer.alloc(10));
    writeFileSync(`${path}.part.json`, "{}");
    // Later than the partial file beyond doubt, whatever the resolution of the file system's clock.
    await put(file("new"), 1000, -60);
    await cache.trim(1070);
    expect(readdirSync(root)).toHaveLength(1);
    expect(await kept(file("new"))).toEqual([true]);
  });

  it("is counted in bytes", async () => {
    await put(file("1"), 10_000);
    await put(file("2"), 5_000);
    const seals = 2 * 64;
    expect(await cache.clear()).toBe(15_000 + seals);
    expect(await cache.clear()).toBe(0);
  });
});
