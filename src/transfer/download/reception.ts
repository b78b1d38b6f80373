import { dirname } from "node:path";
import { NetworkError } from "../../http/http.ts";
import { ensureSpace } from "../freeSpace.ts";
import type { Attempt } from "./attempt.ts";
import type { Finished } from "./attemptPool.ts";
import { DownloadError } from "./downloadError.ts";
import type { DownloadDeps, DownloadJob, DownloadProgress } from "./downloadJob.ts";
import type { DownloadLimits } from "./downloadLimits.ts";
import type { Ledger } from "./ledger.ts";
import { Mailbox } from "./mailbox.ts";
import { networkFailure, nextStep } from "./nextStep.ts";
import type { Step } from "./nextStep.ts";
import { OriginPool } from "./originPool.ts";
import { Patience } from "./patience.ts";
import { Scheduler } from "./scheduler.ts";

/** `look`: there may be something to start, or to stop for. */
type Event = ({ readonly kind: "finished" } & Finished) | { readonly kind: "look" };

/**
 * Receives a file's bytes. One loop has attempts started for what is missing, and takes the step that the end of
 * each one calls for (`nextStep.ts`), until the ledger is complete.
 */
export class Reception {
  readonly #job: DownloadJob;
  readonly #deps: DownloadDeps;
  readonly #limits: DownloadLimits;
  readonly #signal: AbortSignal;
  readonly #ledger: Ledger;
  readonly #origins: OriginPool;
  readonly #patience: Patience;
  readonly #scheduler: Scheduler;
  readonly #events = new Mailbox<Event>();
  #restarts = 0;
  #checkedTotal: number | undefined;

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
    this.#patience = new Patience(limits, deps, ledger.done.size);
    this.#scheduler = new Scheduler(job, { clock: deps.clock, limits, signal }, ledger, this.#origins, {
      onFinished: (finished) => {
        this.#events.post({ kind: "finished", ...finished });
      },
      onLook: () => {
        this.#report();
        this.#look();
      },
    });
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
      connections: this.#scheduler.connections,
      retries: this.#patience.retries,
    };
  }

  /** Resolves when the ledger is complete. */
  async run(): Promise<void> {
    const over = new AbortController();
    this.#signal.addEventListener("abort", this.#look);
    const watching = this.#watch(over.signal);
    try {
      while (!this.#ledger.isComplete) {
        this.#signal.throwIfAborted();
        await this.#checkSpace();
        await this.#fill();
        const event = await this.#events.take();
        if (event.kind === "finished") {
          await this.#onFinished(event);
        }
      }
    } finally {
      this.#signal.removeEventListener("abort", this.#look);
      over.abort();
      await this.#scheduler.stop();
      await watching;
    }
  }

  readonly #look = (): void => {
    this.#events.post({ kind: "look" });
  };

  /** Looks after everything that has to happen while nothing happens, until the signal aborts. */
  async #watch(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      this.#scheduler.pulse(this.#deps.clock.now());
      this.#ledger.pulse();
      this.#noteProgress();
      this.#report();
      await this.#deps.clock.sleep(this.#limits.pulse, over).catch(() => undefined);
    }
  }

  #report(): void {
    this.#deps.onProgress({ phase: this.#phase(), ...this.progress() });
  }

  #phase(): DownloadProgress["phase"] {
    if (this.#scheduler.isReceiving) {
      return "receiving";
    }
    return this.#patience.isWaiting ? "waiting" : "connecting";
  }

  #noteProgress(): void {
    if (this.#patience.progressed(this.#ledger.done.size)) {
      this.#origins.succeeded();
    }
  }

  /** As soon as the size is known, and again should it change. */
  async #checkSpace(): Promise<void> {
    const total = this.#ledger.total ?? this.#job.expectedSize;
    if (total !== undefined && total !== this.#checkedTotal) {
      this.#checkedTotal = total;
      await ensureSpace(dirname(this.#job.target), total - this.#ledger.done.size);
    }
  }

  async #fill(): Promise<void> {
    try {
      await this.#scheduler.fill();
    } catch (error) {
      this.#signal.throwIfAborted();
      if (!NetworkError.is(error)) {
        throw error;
      }
      // A fresh link could not be had.
      await this.#patience.wait(networkFailure(error), undefined, this.#signal);
      this.#look();
    }
  }

  async #onFinished({ attempt, outcome }: Finished): Promise<void> {
    this.#noteProgress();
    if (outcome.kind === "ended" && attempt.isWhole) {
      this.#ledger.endsAt(outcome.end);
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
      case "adapt":
        this.#scheduler.learn(step.to);
        break;
      case "doWithoutRanges":
        await this.#doWithoutRanges(attempt);
        break;
      case "startOver":
        await this.#startOverWithNewContent();
        break;
      case "giveUp":
        throw step.error;
    }
  }

  /** Lets the segment be tried again: at once if others carry on, else after a wait. */
  async #retry(attempt: Attempt, error: DownloadError, wished: number | undefined): Promise<void> {
    if (this.#scheduler.connections === 0) {
      await this.#patience.wait(error, wished, this.#signal);
      return;
    }
    this.#patience.noteFailure();
    if (!this.#patience.isUseful(attempt.gained)) {
      this.#scheduler.settleForLess();
      this.#scheduler.giveBack(attempt.segment);
    }
  }

  async #doWithoutRanges(attempt: Attempt): Promise<void> {
    this.#scheduler.learn("noRanges");
    if (this.#scheduler.connections > 0) {
      this.#scheduler.giveBack(attempt.segment);
    } else {
      await this.#scheduler.startOver();
    }
  }

  async #startOverWithNewContent(): Promise<void> {
    this.#restarts += 1;
    if (this.#restarts > this.#limits.restarts) {
      throw new DownloadError("changedOnServer", "The content changes faster than it can be received");
    }
    this.#patience.startOver();
    this.#scheduler.forgetManners();
    await this.#scheduler.startOver();
    // What other connections had reported was about the old content.
    this.#events.clear();
  }
}
