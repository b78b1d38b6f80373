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
 * Copies chunks as they arrive into large batches, whose memory it uses again and again, and writes these, one write
 * at a time. While the disk is slower than the network it stops the network, so that memory stays bounded.
 */
export class BatchWriter {
  readonly #options: BatchWriterOptions;
  readonly #flow: Flow;
  /** Memory that no batch is in. */
  readonly #spare: Uint8Array[] = [];
  #filling: Uint8Array;
  #filled = 0;
  /** Full batches that wait for their turn. */
  #full: Uint8Array[] = [];
  /** Bytes that were pushed, and are not in the file yet. */
  #unwritten = 0;
  #writing: Promise<void> | undefined;
  #position: number;
  #paused = false;
  #failed = false;

  constructor(options: BatchWriterOptions, flow: Flow) {
    this.#options = options;
    this.#flow = flow;
    this.#position = options.position;
    this.#filling = this.#emptyBatch();
  }

  /** Whether the network is being held back: its speed says nothing about the server then. */
  get isPaused(): boolean {
    return this.#paused;
  }

  /** Takes a copy of the chunk. */
  push(chunk: Uint8Array): void {
    this.#unwritten += chunk.length;
    for (let taken = 0; taken < chunk.length;) {
      const piece = chunk.subarray(taken, taken + this.#filling.length - this.#filled);
      this.#filling.set(piece, this.#filled);
      this.#filled += piece.length;
      taken += piece.length;
      if (this.#filled === this.#filling.length) {
        this.#closeBatch();
      }
    }
    this.#writeFull();
    if (!this.#paused && this.#unwritten >= this.#options.backlog) {
      this.#paused = true;
      this.#flow.pause();
    }
  }

  /** Starts to write what there is, unless a write is under way already. */
  flush(): void {
    if (this.#writing === undefined && this.#filled > 0) {
      this.#closeBatch();
    }
    this.#writeFull();
  }

  /** Resolves when everything that was pushed is written or has failed. */
  async drain(): Promise<void> {
    this.flush();
    while (this.#writing !== undefined) {
      await this.#writing;
      this.flush();
    }
  }

  #emptyBatch(): Uint8Array {
    return this.#spare.pop() ?? Buffer.allocUnsafeSlow(this.#options.batch);
  }

  #closeBatch(): void {
    this.#full.push(this.#filling.subarray(0, this.#filled));
    this.#filling = this.#emptyBatch();
    this.#filled = 0;
  }

  #writeFull(): void {
    if (this.#writing === undefined && this.#full.length > 0 && !this.#failed) {
      this.#writing = this.#write();
    }
  }

  async #write(): Promise<void> {
    const batches = this.#full;
    const start = this.#position;
    const bytes = batches.reduce((sum, { length }) => sum + length, 0);
    this.#full = [];
    this.#position += bytes;
    try {
      await this.#options.part.write(batches, start);
      this.#options.onWritten(start, start + bytes);
    } catch (error) {
      this.#failed = true;
      this.#options.onError(error);
    }
    this.#spare.push(...batches.map(({ buffer }) => new Uint8Array(buffer)));
    this.#unwritten -= bytes;
    this.#writing = undefined;
    this.#writeFull();
    if (this.#paused && this.#unwritten < this.#options.backlog) {
      this.#paused = false;
      this.#flow.resume();
    }
  }
}
