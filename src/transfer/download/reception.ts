import { basename, dirname } from "node:path";
import { NetworkError } from "../../http/http.ts";
import type { NetworkReason } from "../../http/http.ts";
import { freeSpace } from "../freeSpace.ts";
import type { Ask, Content } from "./answer.ts";
import { Attempt } from "./attempt.ts";
import type { Refusal } from "./attempt.ts";
import { AttemptPool } from "./attemptPool.ts";
import type { Finished } from "./attemptPool.ts";
import { DownloadError } from "./downloadError.ts";
import type { DownloadDeps, DownloadJob, DownloadProgress } from "./downloadJob.ts";
import type { DownloadLimits } from "./downloadLimits.ts";
import type { Ledger } from "./ledger.ts";
import { Mailbox } from "./mailbox.ts";
import { OriginPool } from "./originPool.ts";
import { Patience } from "./patience.ts";
import { RampPolicy } from "./rampPolicy.ts";
import { nextSegment, rejoin } from "./segment.ts";
import type { Segment } from "./segment.ts";

/** `look`: the facts or the wished number of connections have changed. */
type Event = ({ readonly kind: "finished" } & Finished) | { readonly kind: "look" };

/** Failures below HTTP that no repetition at the same place can mend. */
const hopeless: ReadonlySet<NetworkReason> = new Set<NetworkReason>([
  "certificate",
  "proxyAuthentication",
  "addressForbidden",
]);

/**
 * Receives a file's bytes. One loop starts attempts and decides what the end of each one means: carry on, ask
 * differently, get a fresh link, wait, start over, or give up.
 */
export class Reception {
  readonly #job: DownloadJob;
  readonly #deps: DownloadDeps;
  readonly #limits: DownloadLimits;
  readonly #signal: AbortSignal;
  readonly #ledger: Ledger;
  readonly #origins: OriginPool;
  readonly #patience: Patience;
  readonly #events = new Mailbox<Event>();
  readonly #attempts = new AttemptPool((finished) => {
    this.#events.post({ kind: "finished", ...finished });
  });
  #ramp: RampPolicy;
  /** Whether the server does ranges, as far as is known. */
  #hasRanges = true;
  /** Whether the server understands If-Range. */
  #isConditional = true;
  /** Whether bytes have to be compared with the disk because the server's answers carry no proof. */
  #isComparing = false;
  #restarts = 0;
  #spaceIsChecked = false;
  #isWaiting = false;

  /** `signal`: the download's own, which also aborts for reasons of this machine. */
  constructor(
    job: DownloadJob,
    deps: DownloadDeps,
    limits: DownloadLimits,
    ledger: Ledger,
    signal: AbortSignal,
  ) {
    this.#job = job;
    this.#deps = deps;
    this.#limits = limits;
    this.#ledger = ledger;
    this.#signal = signal;
    this.#origins = new OriginPool(job.source, deps.linkHttp, deps.apiHttp, limits);
    this.#patience = new Patience(limits, deps.random, ledger.done.size);
    this.#ramp = new RampPolicy(job.maxConnections, limits.fastEnough);
  }

  /** Calls of `refreshLink`. */
  get refreshed(): number {
    return this.#origins.refreshed;
  }

  /** How things stand, for whoever wants to show it. */
  progress(): Omit<DownloadProgress, "phase"> {
    return {
      received: this.#ledger.done.size,
      total: this.#ledger.total ?? this.#job.expectedSize,
      connections: this.#attempts.size,
      retries: this.#patience.retries,
    };
  }

  /** Resolves when the ledger is complete. */
  async run(): Promise<void> {
    const over = new AbortController();
    const onPulse = (): void => {
      this.#onPulse();
    };
    const watching = this.#attempts.watch(this.#deps.clock, this.#limits.pulse, onPulse, over.signal);
    const onAbort = (): void => {
      this.#events.post({ kind: "look" });
    };
    this.#signal.addEventListener("abort", onAbort);
    try {
      while (!this.#ledger.isComplete) {
        this.#signal.throwIfAborted();
        await this.#checkSpace();
        await this.#startAttempts();
        const event = await this.#events.take();
        if (event.kind === "finished") {
          await this.#onFinished(event);
        }
      }
    } finally {
      this.#signal.removeEventListener("abort", onAbort);
      over.abort();
      await this.#attempts.stopAll();
      await watching;
    }
  }

  #onPulse(): void {
    this.#noteProgress();
    this.#ledger.pulse();
    const { total, written, done } = this.#ledger;
    if (total !== undefined && this.#canSplit()) {
      this.#ramp.observe({ now: this.#deps.clock.now(), received: written, remaining: total - done.size });
    }
    if (this.#ramp.connections > this.#attempts.size) {
      this.#events.post({ kind: "look" });
    }
    const phase = this.#attempts.isReceiving ? "receiving" : this.#isWaiting ? "waiting" : "connecting";
    this.#deps.onProgress({ phase, ...this.progress() });
  }

  #noteProgress(): void {
    if (this.#patience.progressed(this.#ledger.done.size)) {
      this.#origins.succeeded();
    }
  }

  #canSplit(): boolean {
    return this.#hasRanges && this.#isProven();
  }

  /** Whether answers prove by themselves that they belong to what is on disk. */
  #isProven(): boolean {
    return this.#ledger.content?.validator.kind === "strong" && !this.#isComparing;
  }

  /** Once the size is known: better no download than one that fills the disk and fails. */
  async #checkSpace(): Promise<void> {
    const total = this.#ledger.total ?? this.#job.expectedSize;
    if (this.#spaceIsChecked || total === undefined) {
      return;
    }
    this.#spaceIsChecked = true;
    const needed = total - this.#ledger.done.size;
    const available = await freeSpace(dirname(this.#job.target));
    if (available !== undefined && available < needed) {
      throw new DownloadError("noSpace", `${needed} bytes are needed, ${available} are left`, {
        needed,
        available,
      });
    }
  }

  async #startAttempts(): Promise<void> {
    const wanted = this.#canSplit() ? this.#ramp.connections : 1;
    while (this.#attempts.size < wanted) {
      if (this.#attempts.size === 0 && this.#ledger.done.size === 0) {
        this.#ledger.content = undefined;
      }
      const { done, total } = this.#ledger;
      const segment = nextSegment(done, this.#attempts.segments, total, this.#limits.splittable);
      if (segment === undefined) {
        return;
      }
      await this.#start(segment);
    }
  }

  async #start(segment: Segment): Promise<void> {
    const { content, done, part } = this.#ledger;
    const overlap = content !== undefined && !this.#isProven() ? this.#limits.overlap : 0;
    if (done.runBefore(segment.start) < overlap) {
      // Too little to compare with: what there is costs less than a doubt.
      await this.#startOver();
      return;
    }
    try {
      const origin = await this.#origins.current(this.#signal);
      this.#attempts.start(
        new Attempt({
          origin,
          originVersion: this.#origins.version,
          segment,
          ask: this.#ask(segment, content, overlap),
          overlap: await part.read(segment.start - overlap, overlap),
          targetName: basename(this.#job.target),
          part,
          clock: this.#deps.clock,
          limits: this.#limits,
          signal: this.#signal,
          onAccepted: (accepted) => {
            this.#ledger.content = accepted;
            this.#events.post({ kind: "look" });
          },
          onWritten: (start, end) => {
            this.#ledger.wrote(start, end);
          },
        }),
      );
    } catch (error) {
      this.#signal.throwIfAborted();
      if (!NetworkError.is(error)) {
        throw error;
      }
      await this.#wait(networkFailure(error));
    }
  }

  #ask(segment: Segment, content: Content | undefined, overlap: number): Ask {
    if (content === undefined) {
      return { kind: "whole", expectedSize: this.#job.expectedSize };
    }
    return {
      kind: "part",
      content,
      start: segment.start - overlap,
      end: segment.end,
      conditional: this.#isConditional && content.validator.kind === "strong",
      compared: overlap > 0,
    };
  }

  async #onFinished({ attempt, outcome }: Finished): Promise<void> {
    this.#noteProgress();
    switch (outcome.kind) {
      case "ended":
        await this.#onEnded(attempt, outcome.end);
        break;
      case "answered":
        await this.#onRefusal(attempt, outcome.verdict);
        break;
      case "network":
        await this.#onNetworkFailure(attempt, outcome.error);
        break;
      case "tooSlow":
        this.#blameHost(attempt);
        await this.#retry(attempt, new DownloadError("lowSpeed", "The server sends next to nothing"));
        break;
      case "fatal":
        throw outcome.error;
    }
  }

  async #onEnded(attempt: Attempt, end: number): Promise<void> {
    const { content } = this.#ledger;
    if (attempt.isWhole && content !== undefined) {
      this.#ledger.content = { ...content, total: content.total ?? end };
    }
    if (attempt.gained === 0 && !this.#ledger.isComplete) {
      await this.#retry(attempt, new DownloadError("refusedByServer", "The server's answers bring nothing"));
    }
  }

  async #onNetworkFailure(attempt: Attempt, error: NetworkError): Promise<void> {
    const isCurrent = attempt.originVersion === this.#origins.version;
    if (hopeless.has(error.reason) && isCurrent) {
      if (!this.#origins.abandon()) {
        throw networkFailure(error);
      }
      return;
    }
    this.#blameHost(attempt);
    await this.#retry(attempt, networkFailure(error));
  }

  async #onRefusal(attempt: Attempt, refusal: Refusal): Promise<void> {
    switch (refusal.kind) {
      case "expired":
        if (attempt.originVersion === this.#origins.version) {
          this.#origins.refused(refusal.status);
        }
        break;
      case "busy": {
        if (refusal.status >= 500) {
          this.#blameHost(attempt);
        }
        const message = `The server answers with status ${refusal.status}`;
        const error = new DownloadError("serverBusy", message, { status: refusal.status });
        await this.#retry(attempt, error, refusal.wait);
        break;
      }
      case "changed":
        this.#restarts += 1;
        if (this.#restarts > this.#limits.restarts) {
          throw new DownloadError("changedOnServer", "The content changes faster than it can be received");
        }
        this.#patience.startOver();
        await this.#startOver();
        break;
      case "unproven":
        this.#isComparing = true;
        break;
      case "conditionIgnored":
        this.#isConditional = false;
        break;
      case "rangeIgnored":
        this.#hasRanges = false;
        if (this.#attempts.size === 0) {
          await this.#startOver();
        } else {
          rejoin(attempt.segment, this.#attempts.segments);
        }
        break;
      case "complete":
        this.#ledger.content = refusal.content;
        break;
      case "refused":
        throw refusal.error;
    }
  }

  #blameHost(attempt: Attempt): void {
    if (attempt.originVersion === this.#origins.version) {
      this.#origins.hostFailed();
    }
  }

  /** Lets the segment be tried again: at once if others carry on, else after a wait. */
  async #retry(attempt: Attempt, error: DownloadError, wished?: number): Promise<void> {
    if (this.#attempts.size === 0) {
      await this.#wait(error, wished);
      return;
    }
    this.#patience.noteFailure();
    if (!this.#patience.isUseful(attempt.gained)) {
      // The server seems to dislike this many connections.
      this.#ramp.limit(this.#attempts.size);
      rejoin(attempt.segment, this.#attempts.segments);
    }
  }

  async #wait(error: DownloadError, wished?: number): Promise<void> {
    const wait = this.#patience.nextWait(wished);
    if (wait === undefined) {
      throw error;
    }
    this.#deps.log.debug(`Download: ${error.message}; next try in ${Math.round(wait)} ms`);
    this.#isWaiting = true;
    try {
      await this.#deps.clock.sleep(wait, this.#signal);
    } finally {
      this.#isWaiting = false;
    }
  }

  async #startOver(): Promise<void> {
    await this.#attempts.stopAll();
    this.#events.clear();
    await this.#ledger.startOver();
    this.#isConditional = true;
    this.#isComparing = false;
    this.#ramp = new RampPolicy(this.#job.maxConnections, this.#limits.fastEnough);
    this.#spaceIsChecked = false;
  }
}

function networkFailure(error: NetworkError): DownloadError {
  return new DownloadError("network", error.message, { code: error.code, cause: error });
}
