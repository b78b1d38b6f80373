import { basename, dirname } from "node:path";
import { NetworkError } from "../../http/http.ts";
import { freeSpace } from "../freeSpace.ts";
import { Attempt } from "./attempt.ts";
import { AttemptPool } from "./attemptPool.ts";
import type { Finished } from "./attemptPool.ts";
import { DownloadError } from "./downloadError.ts";
import type { DownloadDeps, DownloadJob, DownloadProgress } from "./downloadJob.ts";
import type { DownloadLimits } from "./downloadLimits.ts";
import type { Ledger } from "./ledger.ts";
import { Mailbox } from "./mailbox.ts";
import { Manners } from "./manners.ts";
import { networkFailure, nextStep } from "./nextStep.ts";
import type { Step } from "./nextStep.ts";
import { OriginPool } from "./originPool.ts";
import { Patience } from "./patience.ts";
import { RampPolicy } from "./rampPolicy.ts";
import { nextSegment, rejoin } from "./segment.ts";
import type { Segment } from "./segment.ts";

/** `look`: the facts or the wished number of connections have changed. */
type Event = ({ readonly kind: "finished" } & Finished) | { readonly kind: "look" };

/**
 * Receives a file's bytes. One loop starts attempts for what is missing and takes the step that the end of each
 * one calls for (`nextStep.ts`), until the ledger is complete.
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
  #manners = new Manners();
  #ramp: RampPolicy;
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
    const look = (): void => {
      this.#events.post({ kind: "look" });
    };
    this.#signal.addEventListener("abort", look);
    const watching = this.#watch(over.signal);
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
      this.#signal.removeEventListener("abort", look);
      over.abort();
      await this.#attempts.stopAll();
      await watching;
    }
  }

  /** Looks after everything that has to happen while nothing happens, until the signal aborts. */
  async #watch(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      this.#attempts.pulse();
      this.#ledger.pulse();
      this.#noteProgress();
      this.#adjustConnections();
      const phase = this.#attempts.isReceiving ? "receiving" : this.#isWaiting ? "waiting" : "connecting";
      this.#deps.onProgress({ phase, ...this.progress() });
      await this.#deps.clock.sleep(this.#limits.pulse, over).catch(() => undefined);
    }
  }

  #adjustConnections(): void {
    const { content, done, total, written } = this.#ledger;
    if (total !== undefined && this.#manners.canSplit(content)) {
      this.#ramp.observe({ now: this.#deps.clock.now(), received: written, remaining: total - done.size });
      if (this.#ramp.connections > this.#attempts.size) {
        this.#events.post({ kind: "look" });
      }
    }
  }

  #noteProgress(): void {
    if (this.#patience.progressed(this.#ledger.done.size)) {
      this.#origins.succeeded();
    }
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
      const message = `${needed} bytes are needed, ${available} are left`;
      throw new DownloadError("noSpace", message, { needed, available });
    }
  }

  async #startAttempts(): Promise<void> {
    for (;;) {
      if (this.#attempts.size === 0 && this.#ledger.done.size === 0) {
        // Nothing to be consistent with: the next answer may be of any content.
        this.#ledger.content = undefined;
      }
      const { content, done, total } = this.#ledger;
      const wanted = this.#manners.canSplit(content) ? this.#ramp.connections : 1;
      if (this.#attempts.size >= wanted) {
        return;
      }
      const segment = nextSegment(done, this.#attempts.segments, total, this.#limits.splittable);
      if (segment === undefined) {
        return;
      }
      await this.#start(segment);
    }
  }

  async #start(segment: Segment): Promise<void> {
    const { content, done, part } = this.#ledger;
    const overlap = content === undefined || this.#manners.isProof(content) ? 0 : this.#limits.overlap;
    if (done.runBefore(segment.start) < overlap) {
      // Too little to compare with: what there is costs less than a doubt.
      await this.#startOver();
      return;
    }
    try {
      const origin = await this.#origins.current(this.#signal);
      const attempt = new Attempt({
        origin,
        originVersion: this.#origins.version,
        segment,
        ask: this.#manners.ask(segment, content, overlap, this.#job.expectedSize),
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
      });
      this.#attempts.start(attempt);
    } catch (error) {
      this.#signal.throwIfAborted();
      if (!NetworkError.is(error)) {
        throw error;
      }
      await this.#wait(networkFailure(error), undefined);
    }
  }

  async #onFinished({ attempt, outcome }: Finished): Promise<void> {
    this.#noteProgress();
    const { content } = this.#ledger;
    if (outcome.kind === "ended" && attempt.isWhole && content !== undefined) {
      this.#ledger.content = { ...content, total: content.total ?? outcome.end };
    }
    if (!this.#ledger.isComplete) {
      await this.#take(nextStep(outcome, attempt.gained), attempt);
    }
  }

  async #take(step: Step, attempt: Attempt): Promise<void> {
    // A failure of a place that is not in use any more says nothing about the present one.
    const isOfOrigin = attempt.originVersion === this.#origins.version;
    switch (step.kind) {
      case "carryOn":
        break;
      case "finish":
        this.#ledger.content = step.content;
        break;
      case "retry":
        if (step.blamesHost && isOfOrigin) {
          this.#origins.hostFailed();
        }
        await this.#retry(attempt, step.error, step.wished);
        break;
      case "leaveHost":
        if (isOfOrigin && !this.#origins.abandon()) {
          throw step.error;
        }
        break;
      case "renewLink":
        if (isOfOrigin) {
          this.#origins.refused(step.status);
        }
        break;
      case "startOver":
        this.#restarts += 1;
        if (this.#restarts > this.#limits.restarts) {
          throw new DownloadError("changedOnServer", "The content changes faster than it can be received");
        }
        this.#patience.startOver();
        this.#manners = new Manners();
        await this.#startOver();
        break;
      case "askWithoutIfRange":
        this.#manners.hasIfRange = false;
        break;
      case "askForProof":
        this.#manners.hasProof = false;
        break;
      case "doWithoutRanges":
        this.#manners.hasRanges = false;
        if (this.#attempts.size === 0) {
          await this.#startOver();
        } else {
          rejoin(attempt.segment, this.#attempts.segments);
        }
        break;
      case "giveUp":
        throw step.error;
    }
  }

  /** Lets the segment be tried again: at once if others carry on, else after a wait. */
  async #retry(attempt: Attempt, error: DownloadError, wished: number | undefined): Promise<void> {
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

  async #wait(error: DownloadError, wished: number | undefined): Promise<void> {
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
    this.#ramp = new RampPolicy(this.#job.maxConnections, this.#limits.fastEnough);
    this.#spaceIsChecked = false;
  }
}
