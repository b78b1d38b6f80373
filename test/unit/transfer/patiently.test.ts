import * as fs from "node:fs/promises";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Clock } from "../../../src/shared/clock.ts";
import { matchesSeal, writeSeal } from "../../../src/transfer/cache/seal.ts";
import { partialPaths, removePartial } from "../../../src/transfer/download/partialFile.ts";
import { JournalFile, readJournal } from "../../../src/transfer/journal.ts";
import { acquireLock } from "../../../src/transfer/lock.ts";
import { makeTempFolder, type TempFolder } from "../../support/folders.ts";

vi.mock("node:fs/promises", { spy: true });

/** Its own heartbeat never comes, every other wait is over at once. */
const hasty: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    milliseconds < 1000
      ? Promise.resolve()
      : new Promise((_, reject) => {
          signal?.addEventListener("abort", () => {
            reject(signal.reason as Error);
          });
        }),
};

describe("a file that a scanner of Windows holds for a moment", () => {
  let folder: TempFolder;
  let path: string;
  beforeEach(() => {
    folder = makeTempFolder("busy");
    path = join(folder.path, "clip.mp4");
    vi.stubGlobal("process", Object.create(process, { platform: { value: "win32" } }));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    folder.remove();
  });

  const busy = (): Error => Object.assign(new Error("EBUSY"), { code: "EBUSY" });

  it("gets its journal all the same", async () => {
    vi.mocked(fs.rename).mockRejectedValueOnce(busy());
    await new JournalFile(path, hasty).write({ identity: "test/1", done: [] });
    expect(await readJournal(path)).toMatchObject({ kind: "intact" });
  });

  it("gets its seal all the same", async () => {
    writeFileSync(path, "content");
    vi.mocked(fs.rename).mockRejectedValueOnce(busy());
    await writeSeal(path, hasty);
    expect(await matchesSeal(path)).toBe(true);
  });

  it("is removed all the same when nobody wants what was received", async () => {
    const paths = partialPaths(path);
    writeFileSync(paths.part, "");
    writeFileSync(paths.journal, "");
    vi.mocked(fs.rm).mockRejectedValueOnce(busy());
    await removePartial(paths, hasty);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it("is unlocked all the same", async () => {
    const lock = await acquireLock(path, hasty);
    vi.mocked(fs.rm).mockRejectedValueOnce(busy());
    await lock?.release();
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
