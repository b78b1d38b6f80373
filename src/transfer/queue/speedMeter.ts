import type { Clock } from "../../shared/clock.ts";

/** Milliseconds that the mean covers: long enough to be calm, short enough to show a stall soon. */
const span = 5000;

/** Samples closer than this are one, so that the memory is bounded whatever the rate of reports. */
const grain = 100;

interface Sample {
  readonly time: number;
  readonly bytes: number;
}

/** The mean speed over the last few seconds. */
export class SpeedMeter {
  readonly #clock: Pick<Clock, "now">;
  #samples: Sample[] = [];
  #bytes = 0;

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /** @param bytes how many were transferred in all; fewer than before means that the transfer began anew. */
  report(bytes: number): void {
    const time = this.#clock.now();
    if (bytes < this.#bytes || time < (this.#samples.at(-1)?.time ?? time)) {
      // Begun anew, or measured by a clock that has been set back since.
      this.#samples = [];
    }
    this.#bytes = bytes;
    const last = this.#samples.at(-1);
    if (last === undefined || time - last.time >= grain) {
      this.#samples.push({ time, bytes });
      this.#forget(time);
    }
  }

  /** Bytes a second until now, a stall included; `undefined` until time has passed since the first report. */
  speed(): number | undefined {
    const now = this.#clock.now();
    this.#forget(now);
    const first = this.#samples[0];
    if (first === undefined || now - first.time < grain) {
      return undefined;
    }
    return ((this.#bytes - first.bytes) * 1000) / (now - first.time);
  }

  /** Keeps one sample from before the span, as its beginning. */
  #forget(now: number): void {
    const start = this.#samples.findLastIndex((sample) => now - sample.time >= span);
    if (start > 0) {
      this.#samples.splice(0, start);
    }
  }
}
