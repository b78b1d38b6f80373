import * as fs from "node:fs/promises";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock, type Clock } from "../../../src/shared/clock.ts";
import { commitFile } from "../../../src/transfer/commit.ts";
import { makeTempFolder } from "../../support/folders.ts";
import type { TempFolder } from "../../support/folders.ts";

vi.mock("node:fs/promises", { spy: true });

const unannounced = (): Promise<void> => Promise.resolve();

describe.each([true, false])("commitFile (hard links: %s)", (hasLinks) => {
  let folder: TempFolder;
  let from: string;
  let to: string;
  beforeEach(() => {
    folder = makeTempFolder("commit");
    from = join(folder.path, "file.part");
    to = join(folder.path, "file");
    writeFileSync(from, "new");
    if (!hasLinks) {
      vi.mocked(fs.link).mockRejectedValue(Object.assign(new Error("EPERM"), { code: "EPERM" }));
    }
  });
  afterEach(() => {
    vi.mocked(fs.link).mockReset();
    folder.remove();
  });

  it("gives the file its name", async () => {
    await commitFile(from, to, "fail", systemClock, unannounced);
    expect(readFileSync(to, "utf8")).toBe("new");
    expect(existsSync(from)).toBe(false);
  });

  it("never overwrites, and keeps the new file", async () => {
    writeFileSync(to, "old");
    const outcome = commitFile(from, to, "fail", systemClock, unannounced);
    await expect(outcome).rejects.toMatchObject({ reason: "targetExists" });
    expect(readFileSync(to, "utf8")).toBe("old");
    expect(readFileSync(from, "utf8")).toBe("new");
  });

  it("replaces where that is wanted", async () => {
    writeFileSync(to, "old");
    await commitFile(from, to, "replace", systemClock, unannounced);
    expect(readFileSync(to, "utf8")).toBe("new");
    expect(existsSync(from)).toBe(false);
  });

  it("makes the name survive a power cut, once the file has it, and lets go of the folder", async () => {
    const { open } = await vi.importActual<typeof fs>("node:fs/promises");
    const synced: string[] = [];
    let handle: fs.FileHandle | undefined;
    vi.mocked(fs.open).mockImplementation(async (path, flags) => {
      const opened = await open(path, flags);
      if (path === folder.path) {
        handle = opened;
        vi.spyOn(opened, "sync").mockImplementation(() => {
          synced.push(readFileSync(to, "utf8"));
          return Promise.resolve();
        });
      }
      return opened;
    });
    try {
      await commitFile(from, to, "fail", systemClock, unannounced);
    } finally {
      vi.mocked(fs.open).mockReset();
    }
    expect(synced).toEqual(["new"]);
    expect(handle?.fd).toBe(-1);
  });

  it("leaves no empty file behind when the last step fails", async () => {
    await fs.rm(from);
    await expect(commitFile(from, to, "fail", systemClock, unannounced)).rejects.toMatchObject({
      code: "ENOENT",
    });
    expect(existsSync(to)).toBe(false);
  });
});

describe("commitFile, where the old name cannot be removed", () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = makeTempFolder("commit");
  });
  afterEach(() => {
    vi.mocked(fs.rm).mockReset();
    vi.unstubAllGlobals();
    folder.remove();
  });

  const commit = async (): Promise<void> => {
    writeFileSync(join(folder.path, "file.part"), "new");
    const hasty: Clock = { now: () => 0, sleep: () => Promise.resolve() };
    await commitFile(join(folder.path, "file.part"), join(folder.path, "file"), "fail", hasty, unannounced);
    expect(readFileSync(join(folder.path, "file"), "utf8")).toBe("new");
  };

  it("has done its work all the same", async () => {
    vi.mocked(fs.rm).mockRejectedValueOnce(Object.assign(new Error("EPERM"), { code: "EPERM" }));
    await commit();
  });

  it("tries again on Windows, where a scanner may hold a new file for a moment", async () => {
    vi.stubGlobal("process", Object.create(process, { platform: { value: "win32" } }));
    vi.mocked(fs.rm).mockRejectedValueOnce(Object.assign(new Error("EBUSY"), { code: "EBUSY" }));
    await commit();
    expect(existsSync(join(folder.path, "file.part"))).toBe(false);
  });
});
