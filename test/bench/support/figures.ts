import type { Measurement } from "./assignment.ts";
import type { Results } from "./lane.ts";
import { median } from "./statistics.ts";

/** A contestant's runs in one row. Missing where a foreign program does not tell. */
export interface Figures {
  readonly name: string;
  /** Time beside the yardstick's in the same round: the median of all rounds. */
  readonly time: number;
  /** The fastest run beside the yardstick's fastest: the figure with the least of the machine's noise. */
  readonly best: number;
  /** Median, milliseconds. */
  readonly wall: number;
  /** Processor time beside the yardstick's: the median of all rounds. */
  readonly cpu: number;
  /** Median, bytes. */
  readonly memory: number | undefined;
  /** Bytes. */
  readonly mostMemory: number | undefined;
  /** Median of each run's longest, milliseconds. */
  readonly block: number | undefined;
  readonly worstBlock: number | undefined;
  /** Median, milliseconds: that of the process's first connection, which is not in the other figures. */
  readonly firstBlock: number | undefined;
}

/** The rows of a lane, in its own order. The first contestant is the yardstick. */
export function figuresOf(results: Results): readonly Figures[] {
  const yardstick = [...results.values()][0] ?? [];
  return [...results].map(([name, runs]) => ({
    name,
    time: ratio(runs, yardstick, ({ wall }) => wall),
    best: least(runs) / least(yardstick),
    wall: median(runs.map(({ wall }) => wall)),
    cpu: ratio(runs, yardstick, ({ cpu }) => cpu),
    memory: over(runs, "memory", median),
    mostMemory: over(runs, "memory", (values) => Math.max(...values)),
    block: over(runs, "block", median),
    worstBlock: over(runs, "block", (values) => Math.max(...values)),
    firstBlock: over(runs, "firstBlock", median),
  }));
}

type Runs = readonly Measurement[];

function ratio(runs: Runs, yardstick: Runs, of: (run: Measurement) => number): number {
  return median(
    runs.flatMap((run, round) => {
      const other = yardstick[round];
      return other === undefined ? [] : [of(run) / of(other)];
    }),
  );
}

function least(runs: Runs): number {
  return Math.min(...runs.map(({ wall }) => wall));
}

function over(
  runs: Runs,
  figure: "memory" | "block" | "firstBlock",
  summarise: (values: readonly number[]) => number,
): number | undefined {
  const values = runs.map((run) => run[figure]).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : summarise(values);
}
