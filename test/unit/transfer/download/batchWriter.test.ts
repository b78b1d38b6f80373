import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BatchWriter } from "../../../../src/transfer/download/batchWriter.ts";
import { settle } from "../../../support/fakeClock.ts";

/** A disk whose writes end when the test says so. */
class SlowDisk {
  readonly writes: { readonly bytes: Buffer; readonly position: number; end(error?: Error): void }[] = [];

  /** Reads what is to be written only at the end, as a real one may. */
  write(chunks: readonly Uint8Array[], position: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.writes.push({
        get bytes() {
          return Buffer.concat(chunks);
        },
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

  get sizes(): number[] {
    return this.writes.map(({ bytes }) => bytes.length);
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
    expect(disk.sizes).toEqual([100]);
    expect(disk.writes[0]!.position).toBe(1000);
  });

  it("writes less than a batch when it is told to", () => {
    const { disk, writer } = setUp();
    writer.push(chunk(60));
    writer.flush();
    expect(disk.sizes).toEqual([60]);
  });

  it("has one write under way at most, and gathers meanwhile", async () => {
    const { disk, log, writer } = setUp();
    writer.push(chunk(100));
    writer.push(chunk(100));
    writer.push(chunk(130));
    expect(disk.writes).toHaveLength(1);
    disk.writes[0]!.end();
    await settle();
    expect(disk.sizes).toEqual([100, 200]);
    expect(disk.writes[1]!.position).toBe(1100);
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

  it("writes the bytes as they were when they came, though chunk and batch are used again", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 250 })), async (chunks) => {
        const { disk, writer } = setUp();
        const written: Buffer[] = [];
        const endWrite = async (): Promise<void> => {
          const write = disk.writes[written.length];
          if (write !== undefined) {
            written.push(write.bytes);
            write.end();
            await settle();
          }
        };
        for (const [index, bytes] of chunks.entries()) {
          const reused = new Uint8Array(bytes);
          writer.push(reused);
          reused.fill(0xee);
          if (index % 3 === 0) {
            writer.flush();
          }
          if (index % 2 === 0) {
            await endWrite();
          }
        }
        const drained = writer.drain();
        while (written.length < disk.writes.length) {
          await endWrite();
        }
        await drained;
        expect(Buffer.concat(written)).toEqual(Buffer.concat(chunks));
      }),
    );
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
