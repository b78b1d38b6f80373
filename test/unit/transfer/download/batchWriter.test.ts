import { describe, expect, it } from "vitest";
import { BatchWriter } from "../../../../src/transfer/download/batchWriter.ts";
import { settle } from "../../../support/fakeClock.ts";

/** A disk whose writes end when the test says so. */
class SlowDisk {
  readonly writes: { readonly bytes: number; readonly position: number; end(error?: Error): void }[] = [];

  write(chunks: readonly Uint8Array[], position: number): Promise<void> {
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    return new Promise((resolve, reject) => {
      this.writes.push({
        bytes,
        position,
        end: (error) => {
          if (error === undefined) {
            resolve();
          } else {
            reject(error);
          }
        },
      });
    });
  }
}

function setUp() {
  const disk = new SlowDisk();
  const log: string[] = [];
  const writer = new BatchWriter(
    {
      part: disk,
      position: 1000,
      batch: 100,
      backlog: 400,
      onWritten: (start, end) => log.push(`written ${start}-${end}`),
      onError: (error) => log.push(`failed ${(error as Error).message}`),
    },
    { pause: () => log.push("pause"), resume: () => log.push("resume") },
  );
  return { disk, log, writer };
}

const chunk = (bytes: number): Uint8Array => new Uint8Array(bytes);

describe("BatchWriter", () => {
  it("writes nothing before a batch has come together, unless it is told to", () => {
    const { disk, writer } = setUp();
    writer.push(chunk(60));
    expect(disk.writes).toHaveLength(0);
    writer.push(chunk(60));
    expect(disk.writes).toMatchObject([{ bytes: 120, position: 1000 }]);
  });

  it("has one write under way at most, and gathers meanwhile", async () => {
    const { disk, log, writer } = setUp();
    writer.push(chunk(100));
    writer.push(chunk(100));
    writer.push(chunk(100));
    expect(disk.writes).toHaveLength(1);
    disk.writes[0]!.end();
    await settle();
    expect(disk.writes).toMatchObject([{}, { bytes: 200, position: 1100 }]);
    expect(log).toEqual(["written 1000-1100"]);
  });

  it("stops the network at the backlog and lets it go below", async () => {
    const { disk, log, writer } = setUp();
    for (let count = 0; count < 5; count += 1) {
      writer.push(chunk(100));
    }
    expect(log).toEqual(["pause"]);
    expect(writer.isPaused).toBe(true);
    disk.writes[0]!.end();
    await settle();
    expect(writer.isPaused).toBe(true);
    disk.writes[1]!.end();
    await settle();
    expect(log).toEqual(["pause", "written 1000-1100", "written 1100-1500", "resume"]);
  });

  it("drains everything that was pushed", async () => {
    const { disk, log, writer } = setUp();
    writer.push(chunk(100));
    writer.push(chunk(5));
    const drained = writer.drain();
    disk.writes[0]!.end();
    await settle();
    disk.writes[1]!.end();
    await drained;
    expect(log).toEqual(["written 1000-1100", "written 1100-1105"]);
  });

  it("tells of a failure once, and writes nothing after it", async () => {
    const { disk, log, writer } = setUp();
    writer.push(chunk(100));
    writer.push(chunk(100));
    disk.writes[0]!.end(new Error("ENOSPC"));
    await writer.drain();
    expect(log).toEqual(["failed ENOSPC"]);
    expect(disk.writes).toHaveLength(1);
  });
});
