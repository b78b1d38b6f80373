import type { Flow, Receiver, ResponseHead } from "../../http/http.ts";
import type { Clock } from "../../shared/clock.ts";
import { judge } from "./answer.ts";
import type { Ask, Content, Verdict } from "./answer.ts";
import { BatchWriter } from "./batchWriter.ts";
import { DownloadError } from "./downloadError.ts";
import type { DownloadLimits } from "./downloadLimits.ts";
import { inspectedBytes, isErrorDocument } from "./errorDocument.ts";
import { Gate } from "./gate.ts";
import { LowSpeedWatch } from "./lowSpeedWatch.ts";
import type { PartFile } from "./partFile.ts";
import type { Segment } from "./segment.ts";

export interface BodyIntakeOptions {
  readonly segment: Segment;
  readonly ask: Ask;
  /** Bytes directly before the segment that are on disk and come again, to be compared. */
  readonly overlap: Uint8Array;
  /** Name of the file to be made, which tells what its content may look like. */
  readonly targetName: string;
  readonly part: PartFile;
  readonly clock: Clock;
  readonly limits: DownloadLimits;
  /** The answer is of the right content: its facts are certain from now on. */
  readonly onAccepted: (content: Content) => void;
  readonly onWritten: (start: number, end: number) => void;
}

/** Ends an exchange whose answer is not what was asked for. */
export class Rejected extends Error {
  readonly verdict: Exclude<Verdict, { kind: "accepted" }>;

  constructor(verdict: Exclude<Verdict, { kind: "accepted" }>) {
    super(verdict.kind);
    this.verdict = verdict;
  }
}

/** Ends an exchange that has brought all that its segment needs. */
export class SegmentFull extends Error {}

/** Takes in the answer for one segment: judges its head, inspects its beginning, and has the rest written. */
export class BodyIntake implements Receiver {
  readonly #options: BodyIntakeOptions;
  readonly #onWriteError: (error: unknown) => void;
  readonly #speed: LowSpeedWatch;
  #gate: Gate | undefined;
  #writer: BatchWriter | undefined;
  /** Where the accepted answer ends, if that is known. */
  #announcedEnd: number | undefined;
  /** Bytes of the whole content, if the accepted answer tells. */
  #announcedTotal: number | undefined;

  constructor(options: BodyIntakeOptions, onWriteError: (error: unknown) => void) {
    const { clock, limits } = options;
    this.#options = options;
    this.#onWriteError = onWriteError;
    this.#speed = new LowSpeedWatch(clock, limits.lowSpeed, limits.lowSpeedTime);
  }

  /** Whether the body has begun to arrive. */
  get isReceiving(): boolean {
    return this.#writer !== undefined;
  }

  onHead(head: ResponseHead, flow: Flow): void {
    const { ask, clock, limits, onAccepted, onWritten, overlap, part, segment } = this.#options;
    const verdict = judge(ask, head, clock.now());
    if (verdict.kind !== "accepted") {
      throw new Rejected(verdict);
    }
    const { batch, backlog } = limits;
    const position = segment.start;
    const expected = (segment.end ?? verdict.end ?? Infinity) - position;
    const writer = new BatchWriter(
      {
        part,
        position,
        // A small file needs no large memory.
        batch: Math.max(1, Math.min(batch, expected)),
        backlog,
        onWritten,
        onError: this.#onWriteError,
      },
      flow,
    );
    this.#writer = writer;
    this.#gate = new Gate(
      ask.kind === "whole" ? inspectedBytes : overlap.length,
      (beginning) => this.#inspect(beginning),
      (chunk) => {
        this.#take(chunk, writer);
      },
    );
    this.#announcedEnd = verdict.end;
    this.#announcedTotal = verdict.content.total;
    this.#speed.restart();
    onAccepted(verdict.content);
  }

  onData(chunk: Uint8Array): void {
    this.#speed.count(chunk.length);
    this.#gate?.push(chunk);
  }

  /** The transport says that the body is whole. False if bytes that were announced are missing all the same. */
  end(): boolean {
    this.#gate?.open();
    const { segment } = this.#options;
    return segment.received >= Math.min(this.#announcedEnd ?? 0, segment.end ?? Infinity);
  }

  /** Writes what waits for more to come, and tells whether the connection is too slow to be worth keeping. */
  pulse(): { readonly isTooSlow: boolean } {
    this.#writer?.flush();
    if (this.#writer?.isPaused === true) {
      // We hold the server back, not the other way round.
      this.#speed.restart();
    }
    return { isTooSlow: this.isReceiving && this.#speed.isTooSlow() };
  }

  /** Resolves when everything that came is written, or has failed. */
  async drain(): Promise<void> {
    await this.#writer?.drain();
  }

  #inspect(beginning: Uint8Array): number {
    const { ask, overlap, targetName } = this.#options;
    if (ask.kind === "whole") {
      const file = { name: targetName, length: this.#announcedTotal, expected: ask.expectedSize };
      if (isErrorDocument(beginning, file)) {
        throw new DownloadError("notTheFile", "The server sent an error document in place of the file");
      }
      return 0;
    }
    if (Buffer.compare(beginning.subarray(0, overlap.length), overlap) !== 0) {
      throw new Rejected({ kind: "changed" });
    }
    return overlap.length;
  }

  /** Passes on what belongs to the segment, and ends the exchange where the segment ends. */
  #take(chunk: Uint8Array, writer: BatchWriter): void {
    const { ask, segment } = this.#options;
    const room = Math.max(0, (segment.end ?? Infinity) - segment.received);
    const mine = chunk.length > room ? chunk.subarray(0, room) : chunk;
    if (mine.length > 0) {
      segment.received += mine.length;
      writer.push(mine);
    }
    if (ask.kind === "whole" && segment.received > (ask.expectedSize ?? Infinity)) {
      throw new DownloadError("sizeMismatch", `The server sends more than ${ask.expectedSize} bytes`);
    }
    if (chunk.length > room) {
      throw new SegmentFull();
    }
  }
}
