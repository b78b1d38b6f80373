import { TransferQueue, type TransferQueueOptions } from "../../../../src/transfer/queue/transferQueue.ts";
import type { RunControl } from "../../../../src/transfer/queue/run.ts";
import type { Transfer, TransferJob, TransferResult } from "../../../../src/transfer/queue/transfer.ts";
import { FakeClock, settle } from "../../../support/fakeClock.ts";

export function downloadJob(fileId = "1"): TransferJob {
  return {
    kind: "download",
    connectionId: "c",
    fileId,
    filename: "output.mp4",
    purpose: "video_generation",
    size: undefined,
    target: `/downloads/${fileId}.mp4`,
    conflict: "fail",
  };
}

export function uploadJob(filename = "voice.mp3"): TransferJob {
  return { kind: "upload", connectionId: "c", path: `/files/${filename}`, filename, purpose: "voice_clone" };
}

/** One transfer that the fake engine has in hand. */
export interface FakeRun {
  readonly transfer: Transfer;
  readonly control: RunControl;
  readonly finish: () => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

/** A queue over an engine that does nothing until the test says so, and that stops at once when told to. */
export class QueueBench {
  readonly clock = new FakeClock();
  /** What runs now, by transfer id. */
  readonly running = new Map<string, FakeRun>();
  /** Ids in the order in which they were started. */
  readonly started: string[] = [];
  readonly queue: TransferQueue;

  constructor(options: Partial<TransferQueueOptions> = {}) {
    let ids = 0;
    this.queue = new TransferQueue({
      clock: this.clock,
      createId: () => `t${++ids}`,
      concurrency: 2,
      run: (transfer, control) => this.#run(transfer, control),
      ...options,
    });
  }

  stateOf(id: string): string | undefined {
    return this.queue.get(id)?.state.kind;
  }

  #run(transfer: Transfer, control: RunControl): Promise<TransferResult> {
    const { id, job } = transfer;
    this.started.push(id);
    return new Promise<TransferResult>((resolve, reject) => {
      this.running.set(id, {
        transfer,
        control,
        finish: () => {
          resolve(resultOf(job));
          return settle();
        },
        fail: (error) => {
          reject(error);
          return settle();
        },
      });
      control.signal.addEventListener("abort", () => {
        reject(control.signal.reason as Error);
      });
    }).finally(() => this.running.delete(id));
  }
}

function resultOf(job: TransferJob): TransferResult {
  return job.kind === "download"
    ? { kind: "download", path: job.target, size: 5 }
    : { kind: "upload", fileId: "77", resolvedByList: false };
}
