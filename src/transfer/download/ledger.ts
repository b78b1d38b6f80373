import type { Clock } from "../../shared/clock.ts";
import type { Log } from "../../shared/log.ts";
import type { Journal } from "../journal.ts";
import type { Content } from "./answer.ts";
import { ByteRanges } from "./byteRanges.ts";
import { Checkpoint } from "./checkpoint.ts";
import type { DownloadLimits } from "./downloadLimits.ts";
import type { PartialFile } from "./partialFile.ts";

/** What is known of the remote content, and which of its bytes are on disk. */
export class Ledger {
  /** `undefined` until the first answer, and again when the download starts over. */
  content: Content | undefined;
  readonly done: ByteRanges;
  readonly #partial: PartialFile;
  readonly #identity: string;
  readonly #checkpoint: Checkpoint;
  #written = 0;
  #isSealed = false;

  constructor(
    partial: PartialFile,
    identity: string,
    context: { readonly clock: Clock; readonly limits: DownloadLimits; readonly log: Log },
  ) {
    this.#partial = partial;
    this.#identity = identity;
    this.content = partial.content;
    this.done = new ByteRanges(partial.done);
    this.#checkpoint = new Checkpoint(partial.part, partial.journal, () => this.#snapshot(), context);
  }

  get part(): PartialFile["part"] {
    return this.#partial.part;
  }

  get total(): number | undefined {
    return this.content?.total;
  }

  /** Bytes written since the start, those of discarded content included: the measure of speed. */
  get written(): number {
    return this.#written;
  }

  get isComplete(): boolean {
    return this.total !== undefined && this.done.missing(this.total).length === 0;
  }

  wrote(start: number, end: number): void {
    this.done.add(start, end);
    this.#written += end - start;
    this.#checkpoint.written(end - start);
  }

  /** The whole content has arrived: it ends here, if its size was unknown. */
  endsAt(end: number): void {
    if (this.content !== undefined) {
      this.content = { ...this.content, total: this.content.total ?? end };
    }
  }

  /** Lets the journal catch up while nothing arrives. */
  pulse(): void {
    this.#checkpoint.saveIfDue();
  }

  /** Forgets everything. The journal goes first: it must never vouch for bytes of other content. */
  async startOver(): Promise<void> {
    this.content = undefined;
    this.done.clear();
    await this.#checkpoint.save();
    await this.part.truncate(0);
  }

  /** The file is complete: waits until the disk has it, and closes it. */
  async seal(): Promise<void> {
    await this.#checkpoint.settle();
    await this.part.sync("metadata");
    await this.part.close();
    this.#isSealed = true;
  }

  /** Notes that an empty file is about to hold the final name: after a crash it is known for what it is. */
  async announcePlaceholder(): Promise<void> {
    await this.#partial.journal.write({ ...this.#snapshot(), placeholder: true });
  }

  /** Closes the file and leaves everything so that a later download can resume. */
  async save(): Promise<void> {
    if (this.#isSealed) {
      await this.#partial.journal.write(this.#snapshot());
      return;
    }
    try {
      if ((await this.part.size()) < this.#end) {
        // Somebody has cut the file short: it holds less than was written, and nobody knows what else happened to it.
        this.done.clear();
      }
      // What a failed write has left behind the last good byte only takes space, which the journal may need.
      await this.part.truncate(this.#end);
      await this.#checkpoint.save();
    } finally {
      await this.part.close();
    }
  }

  /** Closes the file as it is. */
  async abandon(): Promise<void> {
    await this.#checkpoint.settle();
    if (!this.#isSealed) {
      await this.part.close();
    }
  }

  get #end(): number {
    return this.done.spans.at(-1)?.end ?? 0;
  }

  #snapshot(): Omit<Journal, "format"> {
    return { identity: this.#identity, ...this.content, done: this.done.spans };
  }
}
