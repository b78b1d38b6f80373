import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { fileRecord } from "../../support/catalog.ts";
import { makeTempFolder } from "../../support/folders.ts";
import { Dice } from "../../soak/support/dice.ts";
import { wrongDownloads, wrongUploads } from "../../soak/support/disk.ts";

const folder = makeTempFolder("soak-disk");
afterAll(folder.remove);

describe("the soak run", () => {
  beforeEach(() => {
    for (const name of readdirSync(folder.path)) {
      rmSync(join(folder.path, name));
    }
  });

  const put = (name: string, content: string): void => {
    writeFileSync(join(folder.path, name), content);
  };
  const platform = {
    files: ["take.mp3", "upload-1.txt"].map(
      (filename) => ({ ...fileRecord({ filename }), filename }) as never,
    ),
    bytes: () => Promise.resolve(Buffer.from("exact")),
  };

  it("passes exact files, numbered ones, and partial files with their journal", async () => {
    put("take.mp3", "exact");
    put("take (2).mp3", "exact");
    put("take (3).mp3.part", "exa");
    put("take (3).mp3.part.json", "{}");
    put("take (3).mp3.part.lock", "{}");
    expect(await wrongDownloads(folder.path, platform)).toEqual([]);
  });

  it.each([
    ["take.mp3", "exacT"],
    ["take.mp3", "exact\0"],
    ["take (1).mp3", ""],
    ["take.mp3.part", "exa"],
    ["stray.mp3", "exact"],
  ])("does not pass %s with the content %j", async (name, content) => {
    put(name, content);
    expect(await wrongDownloads(folder.path, platform)).toHaveLength(1);
  });

  it("does not pass an upload that arrived as something else, or that nobody has", async () => {
    expect(await wrongUploads([folder.path], platform)).toEqual(["upload-1.txt is not what was sent"]);
    put("upload-1.txt", "other");
    expect(await wrongUploads([folder.path], platform)).toEqual(["upload-1.txt is not what was sent"]);
    put("upload-1.txt", "exact");
    expect(await wrongUploads([folder.path], platform)).toEqual([]);
  });

  it("throws the same numbers for the same seed", () => {
    const throws = (seed: number): number[] => {
      const dice = new Dice(seed);
      return Array.from({ length: 50 }, () => dice.between(1, 6));
    };
    expect(throws(7)).toEqual(throws(7));
    expect(throws(7)).not.toEqual(throws(8));
    expect(new Set(throws(7))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  });
});
