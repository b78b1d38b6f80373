import type { Flow, Http, HttpRequest, Receiver, ResponseHead } from "../../http/http.ts";
import { NetworkError } from "../../http/http.ts";
import type { Clock } from "../../shared/clock.ts";
import { judge } from "./answer.ts";
import type { Ask, Content, Verdict } from "./answer.ts";
import { BatchWriter } from "./batchWriter.ts";
import { DownloadError } from "./downloadError.ts";
import type { DownloadLimits } from "./downloadLimits.ts";
import { inspectedBytes, isErrorDocument } from "./errorDocument.ts";
import { Gate } from "./gate.ts";
import type { PartFile } from "./partFile.ts";
import { checkLink, followRedirect } from "./redirectPolicy.ts";
import type { Segment } from "./segment.ts";
import { SpeedMeter } from "./speedMeter.ts";

/** Where an attempt sends its request. */
export type Origin =
  | { readonly kind: "link"; readonly http: Http; readonly url: URL }
  | { readonly kind: "content"; readonly http: Http; readonly request: HttpRequest };

export interface AttemptOptions {
  readonly origin: Origin;
  /** Changes whenever the origin does, so that a late failure is not blamed on its successor. */
  readonly originVersion: number;
  readonly segment: Segment;
  readonly ask: Ask;
  /** Bytes directly before the segment that are on disk and come again, to be compared. */
  readonly overlap: Uint8Array;
  /** Name of the file to be made, which tells what its content may look like. */
  readonly targetName: string;
  readonly part: PartFile;
  readonly clock: Clock;
  readonly limits: DownloadLimits;
  readonly signal: AbortSignal;
  /** The answer is of the right content: its facts are certain from now on. */
  readonly onAccepted: (content: Content) => void;
  readonly onWritten: (start: number, end: number) => void;
}

/** An answer that is not what was asked for, redirects followed. */
export type Refusal = Exclude<Verdict, { kind: "accepted" | "redirected" }>;

/** How an attempt ended. Whatever it received before is on disk. */
export type Outcome =
  /** The answer ended as announced. `end`: where. */
  | { readonly kind: "ended"; readonly end: number }
  /** The answer did not give what was asked for. */
  | { readonly kind: "answered"; readonly verdict: Refusal }
  | { readonly kind: "network"; readonly error: NetworkError }
  | { readonly kind: "tooSlow" }
  /** Nothing that another try could mend: a full disk, a refused redirect, a cancellation. */
  | { readonly kind: "fatal"; readonly error: unknown };

/** Ends an exchange whose answer is not what was asked for. */
class Rejected extends Error {
  readonly verdict: Exclude<Verdict, { kind: "accepted" }>;

  constructor(verdict: Exclude<Verdict, { kind: "accepted" }>) {
    super(verdict.kind);
    this.verdict = verdict;
  }
}

/** Ends an exchange that has brought all that its segment needs. */
class SegmentFull extends Error {}

/** Ends an exchange that brings next to nothing. */
class TooSlow extends Error {}

/** One try to fetch one segment: a request, the redirects it meets, and the body that is written as it comes. */
export class Attempt implements Receiver {
  readonly originVersion: number;
  readonly segment: Segment;
  readonly #options: AttemptOptions;
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  readonly #meter: SpeedMeter;
  #gate: Gate | undefined;
  #writer: BatchWriter | undefined;
  /** Where the accepted answer ends, if it says so. */
  #announcedEnd: number | undefined;

  constructor(options: AttemptOptions) {
    this.#options = options;
    this.originVersion = options.originVersion;
    this.segment = options.segment;
    this.#signal = AbortSignal.any([options.signal, this.#stop.signal]);
    this.#meter = new SpeedMeter(options.clock, options.limits.lowSpeed, options.limits.lowSpeedTime);
  }

  /** Whether the whole file was asked for. */
  get isWhole(): boolean {
    return this.#options.ask.kind === "whole";
  }

  /** New bytes that arrived. */
  get gained(): number {
    return this.segment.received - this.segment.start;
  }

  /** Whether the body has begun to arrive. */
  get isReceiving(): boolean {
    return this.#writer !== undefined;
  }

  /** Fetches the segment. Never rejects. */
  async run(): Promise<Outcome> {
    const outcome = await this.#fetch();
    await this.#writer?.drain();
    // A write that failed while the rest was drained, after the exchange itself had ended well.
    return this.#stop.signal.aborted && outcome.kind === "ended"
      ? this.#classify(this.#stop.signal.reason)
      : outcome;
  }

  /** Looks after the connection between chunks; called regularly. */
  pulse(): void {
    this.#writer?.flush();
    if (this.#writer?.isPaused === true) {
      this.#meter.restart();
    } else if (this.isReceiving && this.#meter.isTooSlow()) {
      this.abort(new TooSlow());
    }
  }

  abort(reason: Error): void {
    this.#stop.abort(reason);
  }

  onHead(head: ResponseHead, flow: Flow): void {
    const { ask, clock, limits, onAccepted, part, segment, onWritten, overlap } = this.#options;
    const verdict = judge(ask, head, clock.now());
    if (verdict.kind !== "accepted") {
      throw new Rejected(verdict);
    }
    this.#announcedEnd = verdict.end;
    this.#meter.restart();
    const writer = new BatchWriter(
      {
        part,
        position: segment.start,
        batch: limits.batch,
        backlog: limits.backlog,
        onWritten,
        onError: (error) => {
          this.abort(error instanceof Error ? error : new Error(String(error)));
        },
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
    onAccepted(verdict.content);
  }

  onData(chunk: Uint8Array): void {
    this.#meter.count(chunk.length);
    this.#gate?.push(chunk);
  }

  #inspect(beginning: Uint8Array): number {
    const { ask, overlap, targetName } = this.#options;
    if (ask.kind === "whole") {
      const file = { name: targetName, length: this.#announcedEnd, expected: ask.expectedSize };
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
    const room = (segment.end ?? Infinity) - segment.received;
    const mine = chunk.length > room ? chunk.subarray(0, Math.max(0, room)) : chunk;
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

  async #fetch(): Promise<Outcome> {
    try {
      await this.#exchangeFollowingRedirects();
      this.#gate?.open();
      return this.#end();
    } catch (error) {
      return this.#classify(error);
    }
  }

  /** The transport says that the body is whole; the segment has to agree. */
  #end(): Outcome {
    const { origin, segment } = this.#options;
    if (
      this.#announcedEnd !== undefined &&
      segment.received < Math.min(this.#announcedEnd, segment.end ?? Infinity)
    ) {
      const host = origin.kind === "link" ? origin.url.host : origin.request.url.host;
      return { kind: "network", error: new NetworkError("truncated", host) };
    }
    return { kind: "ended", end: segment.received };
  }

  #classify(error: unknown): Outcome {
    if (this.#options.signal.aborted) {
      return { kind: "fatal", error: this.#options.signal.reason };
    }
    if (error instanceof SegmentFull) {
      return { kind: "ended", end: this.#options.segment.received };
    }
    if (error instanceof TooSlow) {
      return { kind: "tooSlow" };
    }
    if (error instanceof Rejected) {
      return error.verdict.kind === "redirected"
        ? { kind: "fatal", error: new DownloadError("refusedRedirect", "The API redirects elsewhere") }
        : { kind: "answered", verdict: error.verdict };
    }
    return NetworkError.is(error) ? { kind: "network", error } : { kind: "fatal", error };
  }

  async #exchangeFollowingRedirects(): Promise<void> {
    const { origin } = this.#options;
    if (origin.kind === "content") {
      // The key belongs to one origin: this request follows nothing.
      await origin.http.exchange(this.#request(origin.request.url, origin.request), this);
      return;
    }
    let url = checkLink(origin.url);
    for (let hops = 0; ; hops += 1) {
      try {
        await origin.http.exchange(this.#request(url), this);
        return;
      } catch (error) {
        if (!(error instanceof Rejected && error.verdict.kind === "redirected")) {
          throw error;
        }
        url = followRedirect(url, error.verdict.location, hops);
      }
    }
  }

  #request(url: URL, base?: HttpRequest): HttpRequest {
    const { ask, limits } = this.#options;
    return {
      ...base,
      method: "GET",
      url,
      headers: { ...base?.headers, "accept-encoding": "identity", ...rangeHeaders(ask) },
      signal: this.#signal,
      timeouts: {
        connect: limits.connectTimeout,
        headers: limits.headersTimeout,
        body: limits.bodyTimeout,
      },
    };
  }
}

function rangeHeaders(ask: Ask): Record<string, string> {
  if (ask.kind === "whole") {
    return {};
  }
  const range = `bytes=${ask.start}-${ask.end === undefined ? "" : ask.end - 1}`;
  const { validator } = ask.content;
  return ask.conditional && validator.kind === "strong" ? { range, "if-range": validator.tag } : { range };
}
