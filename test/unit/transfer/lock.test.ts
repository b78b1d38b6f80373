import * as fs from "node:fs/promises";
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "../../../src/shared/clock.ts";
import { acquireLock } from "../../../src/transfer/lock.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { makeTempFolder } from "../../support/folders.ts";
import type { TempFolder } from "../../support/folders.ts";
import { aborted } from "../../support/interruption.ts";

vi.mock("node:fs/promises", { spy: true });

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

describe("acquireLock", () => {
  let folder: TempFolder;
  let path: string;
  beforeEach(() => {
    folder = makeTempFolder("lock");
    path = join(folder.path, "file.lock");
  });
  afterEach(() => {
    folder.remove();
  });

  const leave = (owner: object, age = 0): void => {
    writeFileSync(path, JSON.stringify({ pid: process.ppid, host: hostname(), nonce: "other", ...owner }));
    const then = new Date(Date.now() - age);
    utimesSync(path, then, then);
  };

  it("lets one in, and the next one after it", async () => {
    const first = await acquireLock(path, systemClock);
    expect(await acquireLock(path, systemClock)).toBeUndefined();
    await first?.release();
    expect(readdirSync(folder.path)).toEqual([]);
    const next = await acquireLock(path, systemClock);
    expect(next).toBeDefined();
    await next?.release();
  });

  it("lets exactly one in of many that come at once, also over a stale lock", async () => {
    leave({}, 60_000);
    const locks = await Promise.all(Array.from({ length: 20 }, () => acquireLock(path, systemClock)));
    const held = await Promise.all(locks.map(async (lock) => (await lock?.isHeld()) === true));
    expect(held.filter(Boolean)).toHaveLength(1);
    await Promise.all(locks.map(async (lock) => lock?.release()));
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it("respects a live process, and a process of another machine", async () => {
    leave({});
    expect(await acquireLock(path, systemClock)).toBeUndefined();
    leave({ host: "elsewhere", pid: 0x7ffffff0 });
    expect(await acquireLock(path, systemClock)).toBeUndefined();
  });

  it.each([
    ["of a process that is gone", { pid: 0x7ffffff0 }, 0],
    ["without a sign of life for 31 seconds", {}, 31_000],
    ["from the future, as after a change of the clock", {}, -60_000],
  ])("takes over a lock %s", async (_, owner, age) => {
    leave(owner, age);
    const lock = await acquireLock(path, systemClock);
    expect(lock).toBeDefined();
    await lock?.release();
  });

  it("gives back a lock that another process took over between our look and our move", async () => {
    leave({}, 60_000);
    const { rename } = await vi.importActual<typeof fs>("node:fs/promises");
    vi.mocked(fs.rename).mockImplementationOnce(async (from, to) => {
      leave({ nonce: "quicker" });
      await rename(from, to);
    });
    expect(await acquireLock(path, systemClock)).toBeUndefined();
    expect(readFileSync(path, "utf8")).toContain("quicker");
    expect(readdirSync(folder.path)).toEqual(["file.lock"]);
  });

  it("takes a stale lock that has gone between our look and our move", async () => {
    leave({}, 60_000);
    vi.mocked(fs.rename).mockImplementationOnce(() => {
      rmSync(path);
      return Promise.reject(systemError("ENOENT"));
    });
    const lock = await acquireLock(path, systemClock);
    expect(await lock?.isHeld()).toBe(true);
    await lock?.release();
  });

  it("leaves half a lock alone while its owner may be writing it", async () => {
    writeFileSync(path, '{"pid":');
    expect(await acquireLock(path, systemClock)).toBeUndefined();
  });

  it("takes over half a lock that nobody goes on writing", async () => {
    writeFileSync(path, '{"pid":1,\0\0');
    utimesSync(path, 0, 0);
    const lock = await acquireLock(path, systemClock);
    expect(lock).toBeDefined();
    await lock?.release();
  });

  it("never removes a file that happens to have the lock's name", async () => {
    writeFileSync(path, "precious");
    utimesSync(path, 0, 0);
    await expect(acquireLock(path, systemClock)).rejects.toMatchObject({ reason: "foreignPartialFile" });
    expect(readFileSync(path, "utf8")).toBe("precious");
  });

  it("keeps giving signs of life", async () => {
    const clock = new FakeClock(Date.now());
    const lock = await acquireLock(path, clock);
    const isHeldByOthersEyes = async (): Promise<boolean> => (await acquireLock(path, clock)) === undefined;
    // Twice as long as others would believe in it without one.
    for (let seconds = 0; seconds < 60; seconds += 5) {
      await clock.advance(5_000);
      expect(await isHeldByOthersEyes()).toBe(true);
    }
    await lock?.release();
  });

  it("notices that it was taken over, and leaves the new owner's lock alone", async () => {
    const clock = new FakeClock(Date.now());
    const lock = (await acquireLock(path, clock))!;
    leave({});
    const lost = aborted(lock.lost);
    await clock.advance(5_000);
    await lost;
    expect(lock.lost.reason).toMatchObject({ reason: "lockedElsewhere" });
    expect(await lock.isHeld()).toBe(false);
    await lock.release();
    expect(readFileSync(path, "utf8")).toContain("other");
  });

  it("leaves nothing behind that it could not write, as on a full disk", async () => {
    const handle = await fs.open(folder.path);
    vi.spyOn(Object.getPrototypeOf(handle) as fs.FileHandle, "writeFile").mockRejectedValueOnce(
      systemError("ENOSPC"),
    );
    await handle.close();
    await expect(acquireLock(path, systemClock)).rejects.toMatchObject({ code: "ENOSPC" });
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it("is not lost because a network drive does not answer for a moment", async () => {
    const clock = new FakeClock(Date.now());
    const lock = (await acquireLock(path, clock))!;
    vi.mocked(fs.readFile).mockRejectedValueOnce(systemError("EIO"));
    await clock.advance(5_000);
    expect(lock.lost.aborted).toBe(false);
    vi.mocked(fs.readFile).mockRejectedValueOnce(systemError("EIO"));
    // What could not be released becomes stale: no reason to call a finished download failed.
    await lock.release();
    expect(await acquireLock(path, clock)).toBeUndefined();
    await clock.advance(31_000);
    const next = await acquireLock(path, clock);
    expect(next).toBeDefined();
    await next?.release();
  });
});
