import type { Flow } from "../../http/http.ts";
import type { PartFile } from "./partFile.ts";

export interface BatchWriterOptions {
  readonly part: Pick<PartFile, "write">;
  /** Where the first byte goes. */
  readonly position: number;
  /** Bytes; see `DownloadLimits`. */
  readonly batch: number;
  readonly backlog: number;
  /** Bytes from `start` up to `end` are in the file now. */
  readonly onWritten: (start: number, end: number) => void;
  /** A write failed; nothing more will be written. */
  readonly onError: (error: unknown) => void;
}

/**
 * Takes chunks as they arrive and writes them in large batches, one write at a time. While the disk is slower
 * than the network it stops the network, so that memory stays bounded.
 */
export class BatchWriter {
  readonly #options: BatchWriterOptions;
  readonly #flow: Flow;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;
  #writingBytes = 0;
  #writing: Promise<void> | undefined;
  #position: number;
  #paused = false;
  #failed = false;

  constructor(options: BatchWriterOptions, flow: Flow) {
    this.#options = options;
    this.#flow = flow;
    this.#position = options.position;
  }

  /** Whether the network is being held back: its speed says nothing about the server then. */
  get isPaused(): boolean {
    return this.#paused;
  }

  push(chunk: Uint8Array): void {
    this.#gathered.push(chunk);
    this.#gatheredBytes += chunk.length;
    if (this.#gatheredBytes >= this.#options.batch) {
      this.flush();
    }
    if (!this.#paused && this.#gatheredBytes + this.#writingBytes >= this.#options.backlog) {
      this.#paused = true;
      this.#flow.pause();
    }
  }

  /** Starts to write what there is, unless a write is under way already. */
  flush(): void {
    if (this.#writing === undefined && this.#gatheredBytes > 0 && !this.#failed) {
      this.#writing = this.#write();
    }
  }

  /** Resolves when everything that was pushed is written or has failed. */
  async drain(): Promise<void> {
    this.flush();
    while (this.#writing !== undefined) {
      await this.#writing;
      this.flush();
    }
  }

  async #write(): Promise<void> {
    const chunks = this.#gathered;
    const start = this.#position;
    this.#writingBytes = this.#gatheredBytes;
    this.#position += this.#writingBytes;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    try {
      await this.#options.part.write(chunks, start);
      this.#options.onWritten(start, start + this.#writingBytes);
    } catch (error) {
      this.#failed = true;
      this.#options.onError(error);
    }
    this.#writingBytes = 0;
    this.#writing = undefined;
    if (this.#gatheredBytes >= this.#options.batch) {
      this.flush();
    }
    if (this.#paused && this.#gatheredBytes + this.#writingBytes < this.#options.backlog) {
      this.#paused = false;
      this.#flow.resume();
    }
  }
}
