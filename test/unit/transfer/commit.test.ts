import * as fs from "node:fs/promises";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "../../../src/shared/clock.ts";
import { commitFile } from "../../../src/transfer/commit.ts";
import { makeTempFolder } from "../../support/folders.ts";
import type { TempFolder } from "../../support/folders.ts";

vi.mock("node:fs/promises", { spy: true });

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
    await commitFile(from, to, "fail", systemClock);
    expect(readFileSync(to, "utf8")).toBe("new");
    expect(existsSync(from)).toBe(false);
  });

  it("never overwrites, and keeps the new file", async () => {
    writeFileSync(to, "old");
    const outcome = commitFile(from, to, "fail", systemClock);
    await expect(outcome).rejects.toMatchObject({ reason: "targetExists" });
    expect(readFileSync(to, "utf8")).toBe("old");
    expect(readFileSync(from, "utf8")).toBe("new");
  });

  it("replaces where that is wanted", async () => {
    writeFileSync(to, "old");
    await commitFile(from, to, "replace", systemClock);
    expect(readFileSync(to, "utf8")).toBe("new");
    expect(existsSync(from)).toBe(false);
  });

  it("leaves no empty file behind when the last step fails", async () => {
    await fs.rm(from);
    await expect(commitFile(from, to, "fail", systemClock)).rejects.toMatchObject({ code: "ENOENT" });
    expect(existsSync(to)).toBe(false);
  });
});
