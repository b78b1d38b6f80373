import { describe, expect, it } from "vitest";
import { silentLog } from "../../../../src/shared/log.ts";
import { Checkpoint } from "../../../../src/transfer/download/checkpoint.ts";
import { defaultLimits } from "../../../../src/transfer/download/downloadLimits.ts";
import type { PartFile } from "../../../../src/transfer/download/partFile.ts";
import type { JournalFile } from "../../../../src/transfer/journal.ts";

describe("Checkpoint", () => {
  it.each([
    ["goes on", 1_000],
    ["is set back by an hour", -3_600_000],
  ])("saves a second after the last time, though the clock %s", async (_, change) => {
    let time = 1e12;
    const saved: number[] = [];
    const checkpoint = new Checkpoint(
      { sync: () => Promise.resolve() } as unknown as PartFile,
      { write: () => Promise.resolve(saved.push(time)) } as unknown as JournalFile,
      () => ({ identity: "test/1", done: [] }),
      { clock: { now: () => time, sleep: () => Promise.resolve() }, limits: defaultLimits, log: silentLog },
    );
    checkpoint.written(1);
    await checkpoint.settle();
    expect(saved).toEqual([]);
    time += change;
    checkpoint.saveIfDue();
    await checkpoint.settle();
    expect(saved).toEqual([time]);
  });
});
