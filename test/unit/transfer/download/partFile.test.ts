import * as fs from "node:fs/promises";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { PartFile } from "../../../../src/transfer/download/partFile.ts";
import { makeTempFolder, type TempFolder } from "../../../support/folders.ts";

vi.mock("node:fs/promises", { spy: true });

let folder: TempFolder;
let part: string;
let others: string;

beforeEach(() => {
  folder = makeTempFolder("part");
  part = join(folder.path, "clip.mp4.part");
  others = join(folder.path, "others");
});

afterEach(() => {
  vi.mocked(fs.lstat).mockReset();
  folder.remove();
});

/** What somebody quick does between our look at the name and its opening. */
function afterTheLook(act: () => void): void {
  vi.mocked(fs.lstat).mockImplementationOnce(() => {
    act();
    return Promise.reject(Object.assign(new Error("ENOENT"), { code: "ENOENT" }));
  });
}

it("a link that is planted between the look and the opening is not followed", async () => {
  writeFileSync(others, "precious");
  afterTheLook(() => {
    symlinkSync(others, part);
  });
  await expect(PartFile.open(part)).rejects.toMatchObject({ code: "ELOOP" });
  expect(readFileSync(others, "utf8")).toBe("precious");
});

it("a link to nothing makes no file elsewhere", async () => {
  afterTheLook(() => {
    symlinkSync(others, part);
  });
  await expect(PartFile.open(part)).rejects.toMatchObject({ code: "ELOOP" });
  expect(existsSync(others)).toBe(false);
});
