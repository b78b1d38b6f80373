import type { Http, HttpRequest } from "../../http/http.ts";
import { NetworkError } from "../../http/http.ts";
import type { Ask, Verdict } from "./answer.ts";
import { BodyIntake, Rejected, SegmentFull } from "./bodyIntake.ts";
import type { BodyIntakeOptions } from "./bodyIntake.ts";
import { DownloadError } from "./downloadError.ts";
import { checkLink, followRedirect } from "./redirectPolicy.ts";
import type { Segment } from "./segment.ts";

/** Where an attempt sends its request. */
export type Origin =
  | { readonly kind: "link"; readonly http: Http; readonly url: URL }
  | { readonly kind: "content"; readonly http: Http; readonly request: HttpRequest };

export interface AttemptOptions extends BodyIntakeOptions {
  readonly origin: Origin;
  /** Changes whenever the origin does, so that a late failure is not blamed on its successor. */
  readonly originVersion: number;
  readonly signal: AbortSignal;
}

/** An answer that is not what was asked for, redirects followed. */
export type Refusal = Exclude<Verdict, { kind: "accepted" | "redirected" }>;

/** How an attempt ended. Whatever it received before is on disk. */
export type Outcome =
  /** The answer ended as announced. `end`: where. */
  | { readonly kind: "ended"; readonly end: number }
  | { readonly kind: "answered"; readonly verdict: Refusal }
  | { readonly kind: "network"; readonly error: NetworkError }
  | { readonly kind: "tooSlow" }
  /** Nothing that another try could mend: a full disk, a refused redirect, a cancellation. */
  | { readonly kind: "fatal"; readonly error: unknown };

/** Ends an exchange that brings next to nothing. */
class TooSlow extends Error {}

/** One try to fetch one segment: a request, the redirects that it meets, and the body. */
export class Attempt {
  readonly originVersion: number;
  readonly segment: Segment;
  /** Whether the whole file was asked for. */
  readonly isWhole: boolean;
  readonly #options: AttemptOptions;
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  readonly #intake: BodyIntake;

  constructor(options: AttemptOptions) {
    this.originVersion = options.originVersion;
    this.segment = options.segment;
    this.isWhole = options.ask.kind === "whole";
    this.#options = options;
    this.#signal = AbortSignal.any([options.signal, this.#stop.signal]);
    this.#intake = new BodyIntake(options, (error) => {
      this.abort(error);
    });
  }

  /** New bytes that arrived. */
  get gained(): number {
    return this.segment.received - this.segment.start;
  }

  /** Whether the body has begun to arrive. */
  get isReceiving(): boolean {
    return this.#intake.isReceiving;
  }

  /** Looks after the connection between chunks; to be called at intervals. */
  pulse(): void {
    if (this.#intake.pulse().isTooSlow) {
      this.abort(new TooSlow());
    }
  }

  abort(reason: unknown): void {
    this.#stop.abort(reason);
  }

  /** Fetches the segment. Never rejects. */
  async run(): Promise<Outcome> {
    const outcome = await this.#fetch();
    await this.#intake.drain();
    // The last write may fail after the exchange itself has ended well.
    return outcome.kind === "ended" && this.#stop.signal.aborted
      ? this.#classify(this.#stop.signal.reason)
      : outcome;
  }

  async #fetch(): Promise<Outcome> {
    const { origin, segment } = this.#options;
    try {
      await (origin.kind === "link"
        ? this.#followLink(origin.http, origin.url)
        : // The key belongs to one host: this request follows no redirect.
          origin.http.exchange(this.#request(origin.request.url, origin.request), this.#intake));
      return this.#intake.end()
        ? { kind: "ended", end: segment.received }
        : { kind: "network", error: new NetworkError("truncated", hostOf(origin)) };
    } catch (error) {
      return this.#classify(error);
    }
  }

  async #followLink(http: Http, link: URL): Promise<void> {
    let url = checkLink(link);
    for (let hops = 0; ; hops += 1) {
      try {
        await http.exchange(this.#request(url), this.#intake);
        return;
      } catch (error) {
        if (!(error instanceof Rejected && error.verdict.kind === "redirected")) {
          throw error;
        }
        url = followRedirect(url, error.verdict.location, hops);
      }
    }
  }

  #classify(error: unknown): Outcome {
    if (this.#options.signal.aborted) {
      return { kind: "fatal", error: this.#options.signal.reason };
    }
    if (error instanceof SegmentFull) {
      return { kind: "ended", end: this.segment.received };
    }
    if (error instanceof TooSlow) {
      return { kind: "tooSlow" };
    }
    if (error instanceof Rejected) {
      return error.verdict.kind === "redirected"
        ? { kind: "fatal", error: new DownloadError("refusedRedirect", "The platform redirects elsewhere") }
        : { kind: "answered", verdict: error.verdict };
    }
    return NetworkError.is(error) ? { kind: "network", error } : { kind: "fatal", error };
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

function hostOf(origin: Origin): string {
  return origin.kind === "link" ? origin.url.host : origin.request.url.host;
}

function rangeHeaders(ask: Ask): Record<string, string> {
  if (ask.kind === "whole") {
    return {};
  }
  const range = `bytes=${ask.start}-${ask.end === undefined ? "" : ask.end - 1}`;
  const { validator } = ask.content;
  return ask.conditional && validator.kind === "strong" ? { range, "if-range": validator.tag } : { range };
}
