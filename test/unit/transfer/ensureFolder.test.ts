import * as fs from "node:fs/promises";
import { statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ensureFolder } from "../../../src/transfer/ensureFolder.ts";
import { makeTempFolder, type TempFolder } from "../../support/folders.ts";

vi.mock("node:fs/promises", { spy: true });

describe("ensureFolder", () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = makeTempFolder("ensure");
  });
  afterEach(() => {
    vi.mocked(fs.mkdir).mockReset();
    folder.remove();
  });

  it("makes what is missing", async () => {
    await ensureFolder(join(folder.path, "a/b"));
    expect(statSync(join(folder.path, "a/b")).isDirectory()).toBe(true);
  });

  it("takes what is there, as the root of a drive, which Windows refuses to make", async () => {
    vi.mocked(fs.mkdir).mockRejectedValue(Object.assign(new Error("EPERM"), { code: "EPERM" }));
    await ensureFolder(folder.path);
    await expect(ensureFolder(join(folder.path, "a"))).rejects.toMatchObject({ code: "EPERM" });
  });
});
