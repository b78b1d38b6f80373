import { basename } from "node:path";
import { AttemptPool } from "./attemptPool.ts";
import type { Finished } from "./attemptPool.ts";
import type { DownloadDeps, DownloadJob } from "./downloadJob.ts";
import type { DownloadLimits } from "./downloadLimits.ts";
import type { Ledger } from "./ledger.ts";
import { Manners } from "./manners.ts";
import type { Quirk } from "./manners.ts";
import type { OriginPool } from "./originPool.ts";
import { RampPolicy } from "./rampPolicy.ts";
import { nextSegment, rejoin } from "./segment.ts";
import type { Segment } from "./segment.ts";

/** What a scheduler tells. */
export interface SchedulerEvents {
  readonly onFinished: (finished: Finished) => void;
  /** More could be started than is. */
  readonly onLook: () => void;
}

/** Decides which bytes are asked for next, how, and over how many connections. */
export class Scheduler {
  readonly #job: DownloadJob;
  readonly #limits: DownloadLimits;
  readonly #ledger: Ledger;
  readonly #origins: OriginPool;
  readonly #signal: AbortSignal;
  readonly #onLook: () => void;
  readonly #attempts: AttemptPool;
  #manners = new Manners();
  #ramp: RampPolicy;

  constructor(
    job: DownloadJob,
    world: Pick<DownloadDeps, "clock" | "signal"> & { readonly limits: DownloadLimits },
    ledger: Ledger,
    origins: OriginPool,
    { onFinished, onLook }: SchedulerEvents,
  ) {
    const { clock, limits, signal } = world;
    this.#job = job;
    this.#limits = limits;
    this.#ledger = ledger;
    this.#origins = origins;
    this.#signal = signal;
    this.#onLook = onLook;
    this.#ramp = this.#newRamp();
    this.#attempts = new AttemptPool(
      {
        targetName: basename(job.target),
        part: ledger.part,
        clock,
        limits,
        signal,
        onAccepted: (content) => {
          ledger.content = content;
          this.#observe(clock.now());
          onLook();
        },
        onWritten: (start, end) => {
          ledger.wrote(start, end);
        },
      },
      onFinished,
    );
  }

  get connections(): number {
    return this.#attempts.size;
  }

  get isReceiving(): boolean {
    return this.#attempts.isReceiving;
  }

  /** Starts what there is to start. Rejects as `OriginPool.current` does. */
  async fill(): Promise<void> {
    for (;;) {
      if (this.#attempts.size === 0 && this.#ledger.done.size === 0) {
        // Nothing to be consistent with: the next answer may be of any content.
        this.#ledger.content = undefined;
      }
      if (this.#attempts.size >= this.#wanted()) {
        return;
      }
      const { done, total } = this.#ledger;
      const segment = nextSegment(done, this.#attempts.segments, total, this.#limits.splittable);
      if (segment === undefined) {
        return;
      }
      await this.#start(segment);
    }
  }

  /** Looks after the connections, and whether there should be more; to be called at intervals. `now` in ms. */
  pulse(now: number): void {
    this.#attempts.pulse();
    this.#observe(now);
    if (this.#attempts.size > 0 && this.#attempts.size < this.#wanted()) {
      this.#onLook();
    }
  }

  learn(quirk: Quirk): void {
    this.#manners.learn(quirk);
  }

  /** A segment brought nothing while others go on: it returns to the one that it was split from. */
  giveBack(segment: Segment): void {
    rejoin(segment, this.#attempts.segments);
  }

  /** The server seems to dislike more connections than there are. */
  settleForLess(): void {
    this.#ramp.limit(this.#attempts.size);
  }

  /** The content is another one, and perhaps the server as well. */
  forgetManners(): void {
    this.#manners = new Manners();
  }

  /** Drops everything that was received. */
  async startOver(): Promise<void> {
    await this.stop();
    await this.#ledger.startOver();
    this.#ramp = this.#newRamp();
  }

  /** Stops all connections and waits until nothing of theirs is written any more. */
  async stop(): Promise<void> {
    await this.#attempts.stopAll();
  }

  #observe(now: number): void {
    const { content, done, total, written } = this.#ledger;
    if (total !== undefined && this.#manners.canSplit(content)) {
      this.#ramp.observe({ now, received: written, remaining: total - done.size });
    }
  }

  #wanted(): number {
    return this.#manners.canSplit(this.#ledger.content) ? this.#ramp.connections : 1;
  }

  async #start(segment: Segment): Promise<void> {
    const { content, done, part } = this.#ledger;
    const overlap = content === undefined || this.#manners.isProof(content) ? 0 : this.#limits.overlap;
    if (done.runBefore(segment.start) < overlap) {
      // Too little to compare with: what there is costs less than a doubt.
      await this.startOver();
      return;
    }
    const origin = await this.#origins.current(this.#signal);
    this.#attempts.start({
      origin,
      originVersion: this.#origins.version,
      segment,
      ask: this.#manners.ask(segment, content, overlap, this.#job.expectedSize),
      overlap: await part.read(segment.start - overlap, overlap),
    });
  }

  #newRamp(): RampPolicy {
    return new RampPolicy(this.#job.maxConnections, this.#limits.fastEnough);
  }
}
