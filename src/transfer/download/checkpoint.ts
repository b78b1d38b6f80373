import type { Clock } from "../../shared/clock.ts";
import type { Log } from "../../shared/log.ts";
import type { Journal, JournalFile } from "../journal.ts";
import type { DownloadLimits } from "./downloadLimits.ts";
import type { PartFile } from "./partFile.ts";

/**
 * Brings the journal up to date: takes note of what was written, waits until the disk has it, then says so. In
 * this order a crash at any moment, even of the whole machine, leaves a journal that promises too little at most.
 */
export class Checkpoint {
  readonly #part: PartFile;
  readonly #journal: JournalFile;
  readonly #snapshot: () => Omit<Journal, "format">;
  readonly #clock: Clock;
  readonly #limits: DownloadLimits;
  readonly #log: Log;
  #unsaved = 0;
  #lastSave: number;
  #saving: Promise<void> | undefined;

  constructor(
    part: PartFile,
    journal: JournalFile,
    snapshot: () => Omit<Journal, "format">,
    context: { readonly clock: Clock; readonly limits: DownloadLimits; readonly log: Log },
  ) {
    this.#part = part;
    this.#journal = journal;
    this.#snapshot = snapshot;
    this.#clock = context.clock;
    this.#limits = context.limits;
    this.#log = context.log;
    this.#lastSave = context.clock.now();
  }

  /** `bytes` more are in the file. */
  written(bytes: number): void {
    this.#unsaved += bytes;
    this.saveIfDue();
  }

  /** Saves in the background when enough bytes or time have come together. To be called now and then. */
  saveIfDue(): void {
    // Either way: a clock that was set back would put the next save off for as long.
    const elapsed = Math.abs(this.#clock.now() - this.#lastSave);
    const isDue = this.#unsaved >= this.#limits.checkpointBytes || elapsed >= this.#limits.checkpointTime;
    if (isDue && this.#unsaved > 0 && this.#saving === undefined) {
      this.#saving = this.#save()
        .catch((error: unknown) => {
          // The journal is older than it could be: a resumed download fetches a little more.
          this.#log.debug(`The journal could not be written: ${String(error)}`);
        })
        .finally(() => {
          this.#saving = undefined;
        });
    }
  }

  /** Waits for a save in the background; for those who will not save again. */
  async settle(): Promise<void> {
    await this.#saving;
  }

  /** Saves now, or rejects. */
  async save(): Promise<void> {
    await this.#saving;
    await this.#save();
  }

  async #save(): Promise<void> {
    this.#unsaved = 0;
    this.#lastSave = this.#clock.now();
    const content = this.#snapshot();
    await this.#part.sync("data");
    await this.#journal.write(content);
  }
}
